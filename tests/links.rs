//! What pronouns and noun phrases speak of: short texts, and pairs of mentions that a careful reader ties or keeps apart.
//!
//! Each row is a text and lines of `first = second` or `first ≠ second`. Where the same words come more than once,
//! `it#2` is the second.

use actant::document::{Document, Options, from_bytes};
use actant::entity::{Knowledge, MentionLink, resolve_document};
use actant::rules::Extractor;
use actant::syntax::Analyzer;

/// Relative pronouns.
const RELATIVE: &[(&str, &[&str])] = &[
    // Who and where something written goes to is not what is said in it.
    (
        "Thousands sent emails to voters in border states that purported to be from a club.",
        &["emails = that", "border states ≠ that"],
    ),
    ("They sent letters to voters that were made to look official.", &["letters = that", "voters ≠ that"]),
    ("They met voters that had left the party.", &["voters = that"]),
    (
        "The audit by the Treasury Department, which was made in May, and a report by the Justice Department, which \
         was released in June, agree.",
        &["a report = which#2", "Justice Department ≠ which#2"],
    ),
    (
        "Joe Biden issued a statement about the strike in which he said that it was wrong.",
        &["a statement = which", "the strike ≠ which", "Joe Biden = he"],
    ),
    ("Biden issued a statement regarding the strike in which he said that it was wrong.", &["a statement = which"]),
    ("It was a strike in which two men died.", &["a strike = which"]),
    // Who asks is no letter, "which" before a noun is that noun's, and what came of something is no place.
    ("The case answers who wrote the emails.", &["The case ≠ who"]),
    ("The case answers a question. Anna Brandt blamed Iran for the emails: who wrote them.", &["the emails ≠ who"]),
    ("The count lasted for days, during which time votes came in.", &["days ≠ which"]),
    (
        "Iran fired missiles at bases in the region, which resulted in injuries.",
        &["the region ≠ which", "missiles ≠ which"],
    ),
    ("Iran fired missiles at the base, which lies in the desert.", &["the base = which"]),
    ("Its aim is similar to that of Russia, which is to undermine the vote.", &["Russia ≠ which"]),
    ("It is similar to Russia, which is the largest state.", &["Russia = which"]),
];

/// Pronouns of the third person.
const PRONOUNS: &[(&str, &[&str])] = &[
    // A pronoun is none of those whom its own clause names below it.
    (
        "Joe Biden arrived. Asked whether he knew Vladimir Putin, he smiled.",
        &["Joe Biden = he", "Joe Biden = he#2", "Vladimir Putin ≠ he"],
    ),
    (
        "Ron Johnson left. Andriy Derkach smiled. Johnson denied that he received it from Derkach.",
        &["Ron Johnson = he", "Andriy Derkach ≠ he"],
    ),
    ("He left, and Vladimir Putin stayed.", &["He ≠ Vladimir Putin"]),
    ("The US said it will protect US troops.", &["US = it"]),
    ("Vladimir Putin is a lawyer, and he is the president of Russia.", &["Vladimir Putin = he"]),
    // Objects of joined verbs are alike, whatever their subject; so are the subjects of small clauses.
    ("Hackers sent emails that threatened voters and warned them to stay home.", &["voters = them", "Hackers ≠ them"]),
    ("Moscow condemned the sanctions and considered them illegal.", &["the sanctions = them", "Moscow ≠ them"]),
    (
        "The Russian government left. Moscow condemned any striving for sanctions and considered them illegal.",
        &["sanctions = them", "The Russian government ≠ them"],
    ),
    // Who opens a sentence may be the subject of the one before, however often the text speaks of somebody else.
    (
        "Donald Trump left. Trump smiled. Trump was proud. The intelligence officer argued that China undermined Trump's \
         campaign. His colleagues disagreed.",
        &["Donald Trump ≠ His"],
    ),
    // "Whom" is part of the phrase behind which it stands, and takes nothing from it.
    (
        "President Trump left. Former director Christopher Krebs, whom President Trump dismissed, told the truth. Others \
         should follow his example.",
        &["Christopher Krebs = his", "Trump#2 ≠ his"],
    ),
    // Who is called on to act does so, and what is "among them" was none of them known before.
    ("NATO called on Russia to stop its attacks.", &["Russia = its", "NATO ≠ its"]),
    ("NATO relied on Russia and stopped its attacks.", &["NATO = its"]),
    ("The Treasury blamed many. Among them are two banks.", &["two banks ≠ them"]),
    // A plural phrase is nearer to "they" than a state before it.
    ("Iran blamed two American clubs because they had lied.", &["two American clubs = they", "Iran ≠ they"]),
    // An "it" that stands for nothing, or for an act.
    ("China won. It depends on whom you ask.", &["China ≠ It"]),
    ("China trades with all. It depends on oil.", &["China = It"]),
    ("The US was hit. Officials are sure it was Iranian hackers.", &["US ≠ it"]),
    ("The FBI was angry. Whoever did it would go to prison.", &["FBI ≠ it"]),
    ("Iran made threats. It is in the interest of all to wait.", &["Iran ≠ It"]),
    ("Iran was bombed. It is in ruins.", &["Iran = It"]),
    ("The FBI lacks staff, which makes it hard to act.", &["FBI ≠ it"]),
    // The next sentence is about the main clause, and who speaks goes on speaking.
    (
        "William Evanina warned that China preferred that Donald Trump not win. He said it was early.",
        &["William Evanina = He", "Donald Trump ≠ He"],
    ),
    (
        "The report does not claim that Russia changed votes. It says Moscow is to blame.",
        &["The report = It", "Russia ≠ It"],
    ),
    ("William Evanina met Donald Trump. He smiled.", &["William Evanina = He"]),
    // What somebody decided is as much his as what he does.
    (
        "Soleimani was a leader. The decision by Donald Trump to kill Soleimani was praised, mostly by members of his \
         party.",
        &["Donald Trump = his"],
    ),
    // A clause, and what happens, is none of those whom the text names.
    ("What Iran did in May was frightening, but it did not stop them.", &["Iran ≠ it"]),
    ("An official told Reuters that he was not sure if it was a mistake.", &["Reuters ≠ it"]),
    ("Reuters grew. It was an agency of the state.", &["Reuters = It"]),
    // The subject of the first of two joined clauses would be left out in the second.
    ("The FBI had warned the company and it had closed the gap.", &["FBI ≠ it"]),
    // Of several, some are named behind a comma.
    (
        "Russian officials denied that people tied to the army, among them the lawmaker Andriy Derkach, spread stories.",
        &["people = them", "Russian officials ≠ them"],
    ),
];

/// Noun phrases that speak of earlier ones, or do not.
const PHRASES: &[(&str, &[&str])] = &[
    // What fills another slot of the same verb is another one.
    ("He fears China. If Japan gave in, China would own the country.", &["China#2 ≠ the country"]),
    ("China is large. The country trades with Japan.", &["China = The country"]),
    ("He fears Russia. If Japan gave in, China would own the country.", &["Russia ≠ the country"]),
    ("Voters received threatening emails. The emails were fake.", &["threatening emails = The emails"]),
    ("Voters received emails. The threatening emails were fake.", &["emails ≠ The threatening emails"]),
    (
        "They got threatening emails. Threatening emails like this are fake.",
        &["threatening emails = Threatening emails"],
    ),
    // What stands behind says which one is meant, and so does a year.
    ("Hackers met the people of Iran. Police found the people behind the theft.", &["the people ≠ the people#2"]),
    (
        "The confidence of the public fell. The ministry praised the confidence of the police.",
        &["The confidence ≠ the confidence"],
    ),
    ("The sending of emails began. The sending of emails stopped.", &["The sending = The sending#2"]),
    (
        "The 2020 election was close. The election was fair. Nobody doubted the 2016 election. The election was safe.",
        &["The 2020 election = The election", "The 2020 election = The election#2"],
    ),
    ("Aides planned his re-election. The election was fair.", &["his re-election ≠ The election"]),
    ("They watched the previous elections. The elections were calm.", &["the previous elections ≠ The elections"]),
    // Owners differ.
    ("The mayor likes paper ballots. Georgia counted its ballots.", &["paper ballots ≠ its ballots"]),
    ("Iran praised its army. Later, its army lost.", &["its army = its army#2"]),
    // A state's adjective is the state.
    (
        "The Iranian government was warned. Iran's government denied it.",
        &["The Iranian government = Iran's government"],
    ),
    (
        "The Iranian government was warned. Iraq's government denied it.",
        &["The Iranian government ≠ Iraq's government"],
    ),
    // A thing without "the" is another one each time, people of one kind are not.
    (
        "China weighed influence operations. Putin ordered influence operations.",
        &["influence operations ≠ influence operations#2"],
    ),
    ("Hackers warned voters. Police warned voters.", &["voters = voters#2"]),
    // What is nobody in particular, and when something is.
    ("Any report may be wrong. The report was right.", &["Any report ≠ The report"]),
    ("She was young at the time. He was in Rome at the time.", &["the time ≠ the time#2"]),
    ("Anna Brandt was then president of the club. The president resigned.", &["president ≠ The president"]),
    // The only thing that was written so far goes by other words too, one of two does not.
    ("Officials published an assessment. The 15-page report names Iran.", &["an assessment = The 15-page report"]),
    ("Voters received threatening emails. The messages were fake.", &["threatening emails = The messages"]),
    ("Officials published an assessment and a study. The report names Iran.", &["a study ≠ The report"]),
    ("Officials published an assessment. Their report names Iran.", &["an assessment ≠ Their report"]),
    // Of a phrase and a name that is called the same, the nearer.
    (
        "Emennet Pasargad is a company. Hackers broke into a media company. It was Emennet Pasargad that they worked \
         for, and the company denied it.",
        &["Emennet Pasargad#2 = the company", "a media company ≠ the company"],
    ),
    // Which nation is meant is told by more than "nation".
    ("The US backed Montenegro. Iran blamed the small Balkan nation.", &["Montenegro ≠ the small Balkan nation"]),
    // What was only part of a name a while ago is no longer "the group".
    ("Iran attacked the Proud Boys, a far-right group. The group denied it.", &["Proud Boys = The group"]),
    (
        "Officials blamed the Proud Boys campaign. Videos were found. Investigators tracked them. Nobody was sure \
         whether the group wanted to be caught.",
        &["Proud Boys ≠ the group"],
    ),
    // A few of a people or party are not the whole of it, and not each other.
    ("Iranians vote today. Six Iranians were arrested.", &["Iranians ≠ Six Iranians"]),
    ("Democrats objected. Some Democrats agreed.", &["Democrats ≠ Some Democrats"]),
    (
        "Americans vote. They blamed the Americans who repeated it.",
        &["Americans ≠ the Americans", "the Americans = who"],
    ),
    ("Republicans, who lost, objected. Republicans left.", &["Republicans = Republicans#2", "Republicans = who"]),
    // Intelligence agencies are services, and American is US.
    (
        "Moscow misled US intelligence services. The American intelligence agencies knew it.",
        &["US intelligence services = The American intelligence agencies"],
    ),
    // Who works for the president is no president.
    (
        "Donald Trump met Rudy Giuliani, a lawyer of the president of Peru. The president smiled.",
        &["Rudy Giuliani ≠ The president"],
    ),
];

#[test]
fn relative_pronouns() {
    check(RELATIVE);
}

#[test]
fn noun_phrases() {
    check(PHRASES);
}

#[test]
fn pronouns_of_the_third_person() {
    check(PRONOUNS);
}

fn check(table: &[(&str, &[&str])]) {
    let (knowledge, analyzer, extractor) = (Knowledge::embedded(), Analyzer::embedded(), Extractor::embedded());
    let mut wrong = Vec::new();
    for (text, lines) in table {
        let document: Document = from_bytes(text.as_bytes(), "a.txt", &Options::default()).unwrap();
        let parsed = analyzer.analyze(&document);
        let sentences: Vec<_> = parsed.iter().map(|sentence| extractor.finder().repair(sentence)).collect();
        let found = resolve_document(&knowledge, &document, &sentences, &[]);
        for line in *lines {
            let apart = line.contains(" ≠ ");
            let (first, second) = line.split_once(if apart { " ≠ " } else { " = " }).unwrap();
            assert!(text.contains(words(first).0) && text.contains(words(second).0), "{line}: not in {text}");
            let mention = |name| find(found.mentions(), name);
            let tied = mention(first).zip(mention(second)).is_some_and(|(first, second)| first.same_entity(second));
            if tied == apart {
                wrong.push(format!("{text}\n  wanted {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of a mention and which of several it is.
fn words(name: &str) -> (&str, usize) {
    name.split_once('#').map_or((name, 1), |(words, number)| (words, number.parse().unwrap()))
}

fn find<'a>(mentions: &'a [MentionLink], name: &str) -> Option<&'a MentionLink> {
    let (words, number) = words(name);
    mentions.iter().filter(|mention| mention.text == words).nth(number - 1)
}
