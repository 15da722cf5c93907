//! Reads the notation of patterns; the grammar stands in `docs/rules.md`.

use super::PatternError;
use super::ast::{Formula, Label, Node, Operator, Relation, Test, Value, Word};

/// How deep parentheses and brackets may be nested.
const MAX_DEPTH: usize = 24;
/// How many nodes one pattern may have.
const MAX_NODES: usize = 64;

type Parsed<T> = Result<T, PatternError>;

/// Reads a whole pattern.
pub(super) fn parse(text: &str) -> Parsed<Node> {
    let mut parser = Parser { text, at: 0, depth: 0, nodes: 0 };
    let node = parser.pattern()?;
    parser.skip_space();
    match parser.peek() {
        None => Ok(node),
        Some(')') => Err(parser.unexpected("a parenthesis is closed that was not opened", "the end of the pattern")),
        Some(']') => Err(parser.unexpected("a bracket is closed that was not opened", "the end of the pattern")),
        Some(_) => Err(parser.unexpected("this is no relation", OPERATORS)),
    }
}

const OPERATORS: &str = "an operator such as >, <, >>, <<, ., .., -, --, $+ or $-";

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    nodes: usize,
}

impl Parser<'_> {
    /// `pattern = node [ formula ] | "(" pattern ")"`.
    fn pattern(&mut self) -> Parsed<Node> {
        self.skip_space();
        if self.peek() == Some('(') {
            return self.grouped();
        }
        let mut node = self.node()?;
        self.skip_space();
        if self.peek().is_some_and(|c| !matches!(c, ')' | ']')) {
            node.formula = Some(self.any()?);
        }
        node.range.end = self.at;
        Ok(node)
    }

    /// `target = node | "(" pattern ")"`.
    fn target(&mut self) -> Parsed<Node> {
        self.skip_space();
        if self.peek() == Some('(') { self.grouped() } else { self.node() }
    }

    fn grouped(&mut self) -> Parsed<Node> {
        let open = self.at;
        self.at += 1;
        self.nested(open, Self::pattern).and_then(|node| {
            self.skip_space();
            if self.eat(")") { Ok(node) } else { Err(self.unclosed(open, "parenthesis", ")")) }
        })
    }

    fn nested<T>(&mut self, open: usize, inner: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} parentheses or brackets inside each other");
            return Err(PatternError::new(message, open..open + 1, "a flatter pattern"));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// `node = [ "!" ] "{" [ test { ";" test } ] "}" [ "=" name ] | "=" name`.
    fn node(&mut self) -> Parsed<Node> {
        self.skip_space();
        let start = self.at;
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let message = format!("more than {MAX_NODES} nodes");
            return Err(PatternError::new(message, start..self.text.len(), "a shorter pattern"));
        }
        if self.eat("=") {
            let name = self.name()?;
            return Ok(Node { tests: None, negated: false, name: Some(name), formula: None, range: start..self.at });
        }
        let negated = self.eat("!");
        self.skip_space();
        if self.peek() != Some('{') {
            return Err(self.unexpected("a node is missing", "a node such as {lemma:blame}, {} or =name"));
        }
        let tests = self.tests()?;
        self.skip_space();
        // `==` after a node is the operator, not a name.
        let named = self.rest().starts_with('=') && !self.rest().starts_with("==");
        let name = if named {
            self.at += 1;
            Some(self.name()?)
        } else {
            None
        };
        Ok(Node { tests: Some(tests), negated, name, formula: None, range: start..self.at })
    }

    fn tests(&mut self) -> Parsed<Vec<Test>> {
        let open = self.at;
        self.at += 1;
        let mut tests = Vec::new();
        self.skip_space();
        if self.eat("}") {
            return Ok(tests);
        }
        loop {
            self.skip_space();
            if self.eat("$") {
                tests.push(Test::Root);
            } else {
                tests.push(self.attribute(open)?);
            }
            self.skip_space();
            if self.eat("}") {
                return Ok(tests);
            }
            if !self.eat(";") {
                if self.peek().is_none() {
                    return Err(self.unclosed(open, "brace", "}"));
                }
                return Err(self.unexpected("this does not belong in a node", "; and a further test, or }"));
            }
        }
    }

    fn attribute(&mut self, open: usize) -> Parsed<Test> {
        let attribute = self.word();
        if attribute.text.is_empty() {
            if self.peek().is_none() {
                return Err(self.unclosed(open, "brace", "}"));
            }
            return Err(self.unexpected("an attribute is missing", "an attribute such as lemma, tag or dep"));
        }
        self.skip_space();
        let negated = self.eat("!");
        if !self.eat(":") {
            let message = format!("the attribute {:?} has no value", attribute.text);
            return Err(self.unexpected(message, "a colon and a value, as in lemma:blame"));
        }
        self.skip_space();
        let value = match self.peek() {
            Some('/') => Value::Regex(self.regex()?),
            Some('"') => Value::Plain(self.quoted()?),
            Some('@') => {
                self.at += 1;
                let name = self.word();
                if name.text.is_empty() {
                    return Err(self.unexpected("the name of a word list is missing", "a name such as reporting-verbs"));
                }
                Value::List(name)
            }
            _ => Value::Plain(self.plain_value(&attribute)?),
        };
        Ok(Test::Attribute { attribute, negated, value })
    }

    /// A value up to the next `;` or `}`, without white space around it.
    fn plain_value(&mut self, attribute: &Word) -> Parsed<Word> {
        let length = self.rest().find([';', '}']).unwrap_or(self.rest().len());
        let text = self.rest()[..length].trim_end();
        if text.is_empty() {
            let message = format!("the attribute {:?} has no value", attribute.text);
            return Err(self.unexpected(message, "a word, a /regular expression/ or a @list"));
        }
        let word = Word { text: text.to_owned(), range: self.at..self.at + text.len() };
        if text.len() > 1 && text.contains(':') {
            let message = "a colon inside a value looks like a second test";
            return Err(PatternError::new(message, word.range, "; before the next test, or quotation marks"));
        }
        self.at += length;
        Ok(word)
    }

    /// `"…"`, in which a backslash stands before a quotation mark or a backslash.
    fn quoted(&mut self) -> Parsed<Word> {
        self.delimited('"', "quotation mark", |c| matches!(c, '"' | '\\'))
    }

    /// `/…/`, in which a slash is written `\/`; all else is the regular expression's own.
    fn regex(&mut self) -> Parsed<Word> {
        self.delimited('/', "slash", |c| c == '/')
    }

    fn delimited(&mut self, mark: char, what: &str, unescapes: impl Fn(char) -> bool) -> Parsed<Word> {
        let open = self.at;
        self.at += mark.len_utf8();
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            if c == mark {
                return Ok(Word { text, range: open..self.at });
            }
            if c == '\\'
                && let Some(next) = self.peek()
            {
                self.at += next.len_utf8();
                if !unescapes(next) {
                    text.push('\\');
                }
                text.push(next);
            } else {
                text.push(c);
            }
        }
        Err(self.unclosed(open, what, &mark.to_string()))
    }

    /// `formula = all { "|" all }`.
    fn any(&mut self) -> Parsed<Formula> {
        let mut parts = vec![self.all()?];
        loop {
            self.skip_space();
            if !self.eat("|") {
                return Ok(single_or(parts, Formula::Any));
            }
            parts.push(self.all()?);
        }
    }

    /// `all = item { [ "&" ] item }`.
    fn all(&mut self) -> Parsed<Formula> {
        let mut parts = vec![self.item()?];
        loop {
            self.skip_space();
            let joined = self.eat("&");
            if !joined && self.peek().is_none_or(|c| matches!(c, '|' | ')' | ']')) {
                return Ok(single_or(parts, Formula::All));
            }
            parts.push(self.item()?);
        }
    }

    /// `item = [ "!" | "?" ] ( relation | "[" formula "]" )`.
    fn item(&mut self) -> Parsed<Formula> {
        self.skip_space();
        if self.eat("!") {
            return Ok(Formula::Not(Box::new(self.positive()?)));
        }
        if self.eat("?") {
            return Ok(Formula::Optional(Box::new(self.positive()?)));
        }
        self.positive()
    }

    fn positive(&mut self) -> Parsed<Formula> {
        self.skip_space();
        let open = self.at;
        if !self.eat("[") {
            return self.relation().map(Formula::Relation);
        }
        let formula = self.nested(open, Self::any)?;
        self.skip_space();
        if self.eat("]") { Ok(formula) } else { Err(self.unclosed(open, "bracket", "]")) }
    }

    /// `relation = operator [ label ] target`.
    fn relation(&mut self) -> Parsed<Relation> {
        let start = self.at;
        let Some(operator) = self.operator()? else {
            return Err(self.unexpected("a relation is missing", OPERATORS));
        };
        let written = start..self.at;
        let label = match self.peek() {
            Some('/') => Label::Regex(self.regex()?),
            Some('%') => {
                self.at += 1;
                Label::Any
            }
            Some(c) if c.is_alphanumeric() => Label::Plain(self.word()),
            _ => Label::Any,
        };
        if let (Label::Plain(word) | Label::Regex(word), false) = (&label, operator.takes_label()) {
            let message = format!("{} takes no label", &self.text[written]);
            return Err(PatternError::new(message, word.range.clone(), "a node"));
        }
        Ok(Relation { operator, label, target: Box::new(self.target()?) })
    }

    fn operator(&mut self) -> Parsed<Option<Operator>> {
        use Operator::*;
        const SIGNS: [(&str, Operator); 18] = [
            (">>", Above(1, u32::MAX)),
            (">++", GovernsRight),
            (">--", GovernsLeft),
            (">", Governs),
            ("<<", Below(1, u32::MAX)),
            ("<>", Connected),
            ("<++", DependsRight),
            ("<--", DependsLeft),
            ("<", Depends),
            ("==", Same),
            ("..", Before),
            (".", RightBefore),
            ("--", After),
            ("-", RightAfter),
            ("$++", SisterAfter),
            ("$+", SisterRightAfter),
            ("$--", SisterBefore),
            ("$-", SisterRightBefore),
        ];
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            return self.bounded().map(Some);
        }
        Ok(SIGNS.into_iter().find(|(sign, _)| self.eat(sign)).map(|(_, operator)| operator))
    }

    /// `x,y>>` and `x,y<<`.
    fn bounded(&mut self) -> Parsed<Operator> {
        let start = self.at;
        let least = self.number();
        let most = if self.eat(",") { self.number() } else { None };
        let range = start..self.at;
        let (Some(least), Some(most)) = (least, most) else {
            return Err(PatternError::new("this is no distance", range, "two numbers, as in 1,3>>"));
        };
        if least == 0 || most < least {
            return Err(PatternError::new(
                "these distances hold nothing",
                range,
                "two numbers from 1, the smaller first",
            ));
        }
        if self.eat(">>") {
            return Ok(Operator::Above(least, most));
        }
        if self.eat("<<") {
            return Ok(Operator::Below(least, most));
        }
        Err(self.unexpected("a distance stands before >> or << only", ">> or <<"))
    }

    fn number(&mut self) -> Option<u32> {
        let length = self.rest().find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest().len());
        let number = self.rest()[..length].parse().ok();
        self.at += length;
        number
    }

    fn name(&mut self) -> Parsed<Word> {
        let name = self.word();
        if name.text.is_empty() {
            return Err(self.unexpected("a name is missing after =", "a name such as actor or role.for"));
        }
        Ok(name)
    }

    /// Letters, digits and `_`; also `-` and `.` between two of these, so that `=a -{}` still holds an operator.
    fn word(&mut self) -> Word {
        let start = self.at;
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        while let Some(c) = self.peek() {
            let joins = matches!(c, '-' | '.') && self.at > start && self.rest()[1..].starts_with(inside);
            if !inside(c) && !joins {
                break;
            }
            self.at += c.len_utf8();
        }
        Word { text: self.text[start..self.at].to_owned(), range: start..self.at }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    /// Passes white space, and what follows `#` on its line.
    fn skip_space(&mut self) {
        loop {
            self.at = self.text.len() - self.rest().trim_start().len();
            if self.peek() != Some('#') {
                return;
            }
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
    }

    fn unexpected(&self, message: impl Into<String>, expected: &str) -> PatternError {
        let end = self.peek().map_or(self.at, |c| self.at + c.len_utf8());
        let message = if self.peek().is_none() { "the pattern ends too early".to_owned() } else { message.into() };
        PatternError::new(message, self.at..end, expected)
    }

    fn unclosed(&self, open: usize, what: &str, sign: &str) -> PatternError {
        PatternError::new(format!("this {what} is never closed"), open..open + 1, format!("{sign} further on"))
    }
}

fn single_or(mut parts: Vec<Formula>, many: fn(Vec<Formula>) -> Formula) -> Formula {
    if parts.len() == 1 { parts.remove(0) } else { many(parts) }
}
