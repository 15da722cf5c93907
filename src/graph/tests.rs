//! What is grouped, found, linked and drawn, told in short lines:
//! `actor | lemma | target`, then `not`, a modality, `per SOURCE`, `in DOCUMENT`, `role PREPOSITION NAME`.

use std::io::Write;
use std::process::{Command, Stdio};

use proptest::prelude::*;

use super::*;
use crate::iri::Iris;
use crate::statement::{Action, Argument, Attribution, Modality, Polarity, Role, Statement};

fn argument(name: &str) -> Option<Argument> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    if let Some(number) = name.strip_prefix('#') {
        let statement = Some(format!("s{number}"));
        return Some(Argument { text: "that".to_owned(), statement, ..Argument::default() });
    }
    let (name, kind) = name.split_once(" : ").unwrap_or((name, "Thing"));
    Some(Argument {
        text: name.to_owned(),
        entity: Some(name.to_owned()),
        iri: Some(Iris::default().entity(name)),
        kind: Some(kind.to_owned()),
        ..Argument::default()
    })
}

/// Reads statements from lines; the number of a line is the sentence's and the statement's, from 1.
fn statements(lines: &str) -> Vec<Statement> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.enumerate().map(|(index, line)| statement(index as u32 + 1, line)).collect()
}

fn statement(number: u32, line: &str) -> Statement {
    let mut fields = line.split(';').map(str::trim);
    let slots: Vec<&str> = fields.next().unwrap().split('|').map(str::trim).collect();
    let slots: [&str; 3] = slots.try_into().unwrap();
    let mut statement = Statement {
        id: format!("s{number}"),
        document: "a.txt".to_owned(),
        sentence: number,
        text: format!("{}.", slots.map(|slot| slot.split(" : ").next().unwrap()).join(" ")),
        start: 0,
        end: 0,
        actor: argument(slots[0]),
        action: Action { text: slots[1].to_owned(), lemma: slots[1].to_owned(), start: 0, end: 0 },
        target: argument(slots[2]),
        roles: Vec::new(),
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        cues: Vec::new(),
        attribution: None,
        time: None,
        rule: "test".to_owned(),
        confidence: 0.5,
    };
    for field in fields {
        match field.split_once(' ') {
            None if field == "not" => statement.polarity = Polarity::Negated,
            None => statement.modality = serde_json::from_value(field.into()).unwrap(),
            Some(("per", source)) => {
                let entity = Some(source.to_owned());
                statement.attribution = Some(Attribution { entity, ..Attribution::default() });
            }
            Some(("in", document)) => statement.document = document.to_owned(),
            Some(("sure", confidence)) => statement.confidence = confidence.parse().unwrap(),
            Some(("role", role)) => {
                let (role, name) = role.split_once(' ').unwrap();
                statement.roles.push(Role {
                    role: role.to_owned(),
                    text: name.to_owned(),
                    entity: Some(name.to_owned()),
                    iri: Some(Iris::default().entity(name)),
                    ..Role::default()
                });
            }
            Some(_) => panic!("cannot read {field:?}"),
        }
    }
    statement
}

fn graph(lines: &str) -> StatementGraph {
    StatementGraph::from_statements(&statements(lines))
}

fn name(node: &Node) -> &str {
    if node.label.is_empty() { "?" } else { &node.label }
}

/// The edges of a graph as lines like those it was read from, with their support.
fn told(graph: &petgraph::graph::DiGraph<Node, Edge>) -> Vec<String> {
    graph
        .edge_indices()
        .map(|index| {
            let (from, to) = graph.edge_endpoints(index).unwrap();
            let edge = &graph[index];
            let mut told = format!("{} | {} | {}", name(&graph[from]), edge.action(), name(&graph[to]));
            if edge.polarity == Polarity::Negated {
                told.push_str("; not");
            }
            if edge.modality != Modality::Actual {
                told.push_str(&format!("; {}", edge.modality.as_str()));
            }
            if edge.attributed {
                told.push_str(&format!("; per {}", edge.sources.keys().cloned().collect::<Vec<_>>().join(", ")));
            }
            if edge.kind != EdgeKind::Action {
                told.push_str(&format!("; {:?}", edge.kind));
            }
            told.push_str(&format!("; ×{}", edge.support()));
            told
        })
        .collect()
}

#[test]
fn statements_that_say_the_same_in_the_same_way_are_one_edge() {
    let cases: &[(&str, &[&str])] = &[
        ("Iran | send | emails\n Iran | send | emails\n Iran | send | emails; in b.txt", &["Iran | send | emails; ×3"]),
        (
            "Iran | send | emails\n Iran | send | emails; not\n Iran | send | emails; attempted",
            &["Iran | send | emails; ×1", "Iran | send | emails; not; ×1", "Iran | send | emails; attempted; ×1"],
        ),
        (
            "Iran | send | emails; per CNN\n Iran | send | emails\n Iran | send | emails; per FBI",
            &["Iran | send | emails; per CNN, FBI; ×2", "Iran | send | emails; ×1"],
        ),
        ("Iran | send | emails\n emails | send | Iran", &["Iran | send | emails; ×1", "emails | send | Iran; ×1"]),
        // Who or what is not said is nobody in particular.
        ("Soleimani | die |\n | change | votes", &["Soleimani | die | ?; ×1", "? | change | votes; ×1"]),
        (" | change | votes\n | hack | votes", &["? | change | votes; ×1", "? | hack | votes; ×1"]),
        // Without a target, the edge leads to who or what else takes part.
        ("Derkach | travel |; role to Kyiv", &["Derkach | travel to | Kyiv; ×1"]),
        ("Derkach | land |; role place Kyiv", &["Derkach | land | Kyiv; ×1"]),
        ("Iran | send | emails; role to voters", &["Iran | send | emails; ×1", "Iran | send … to | voters; Role; ×1"]),
        // What is said is a node that speaks of its own actor and target.
        (
            "FBI | say | #2\n Iran | send | emails; not",
            &[
                "Iran – not send – emails | send | Iran; not; About; ×1",
                "Iran – not send – emails | send | emails; not; About; ×1",
                "FBI | say | Iran – not send – emails; ×1",
                "Iran | send | emails; not; ×1",
            ],
        ),
        ("FBI | say | #9", &["FBI | say | that; ×1"]),
    ];
    for (lines, expected) in cases {
        assert_eq!(told(&graph(lines).graph), *expected, "{lines}");
    }
}

#[test]
fn words_without_an_entity_are_shared_as_far_as_they_name_something() {
    let mut statements = statements("x | meet | a\n x | meet | a\n x | meet | a; in b.txt");
    let mut targets = |text: &str| {
        for statement in &mut statements {
            statement.target = Some(Argument { text: text.to_owned(), ..Argument::default() });
        }
        StatementGraph::from_statements(&statements).graph.node_count() - 1
    };
    assert_eq!(targets("Giuliani"), 1, "a name is shared");
    assert_eq!(targets("the report"), 2, "other words belong to their document");
    assert_eq!(targets("The report"), 2);
    assert_eq!(targets("him"), 3, "a pointer belongs to its sentence");
    assert_eq!(targets("US"), 1, "\"US\" is no pointer");
}

#[test]
fn unnamed_things_are_one_where_the_same_is_done_with_them() {
    let nodes = |lines: &str| {
        let mut statements = statements(lines);
        for statement in &mut statements {
            for argument in [&mut statement.actor, &mut statement.target].into_iter().flatten() {
                if !argument.text.starts_with(char::is_uppercase) {
                    argument.iri = Some(Iris::default().local(&statement.document, &argument.text, 1));
                }
            }
        }
        StatementGraph::from_statements(&statements).graph.node_count()
    };
    assert_eq!(nodes("Iran | send | emails\n Iran | send | emails; in b.txt"), 2);
    assert_eq!(nodes("Iran | send | emails\n Iran | send | emails; in b.txt; not"), 2, "whether they did or did not");
    assert_eq!(nodes("emails | threaten | Florida\n emails | threaten | Florida; in b.txt"), 2);
    assert_eq!(nodes("Iran | send | emails\n Iran | send | letters; in b.txt"), 3, "other words");
    assert_eq!(nodes("Iran | send | emails\n Iran | read | emails; in b.txt"), 3, "another act");
    assert_eq!(nodes("Iran | send | emails\n Russia | send | emails; in b.txt"), 4, "another actor");
    assert_eq!(nodes("hackers | send | emails\n hackers | send | emails; in b.txt"), 4, "nobody in particular");
}

const ELECTION: &str = "
    Vladimir Putin : Person | authorize | influence operations
    Vladimir Putin : Person | authorize | influence operations; in b.txt
    influence operations | denigrate | Joe Biden : Person; attempted
    influence operations | boost | Donald Trump : Person; attempted
    Iran : Country | send | emails; per US officials; role to Democratic voters
    US officials : Group | blame | Iran : Country
    US officials : Group | state | #5
    emails | threaten | Democratic voters : Group
    China : Country | deploy | influence operations; not; per the assessment
    Hunter Biden : Person | serve on | the board of Burisma
    Andriy Derkach : Person | meet with | Rudy Giuliani : Person
    Élysée Palace : Organization | confirm |
    | change | votes; not
";

#[test]
fn names_are_found_forgivingly() {
    let graph = graph(ELECTION);
    let cases = [
        ("https://actant.example/entity/iran", "Iran"),
        ("Vladimir Putin", "Vladimir Putin"),
        ("  vladimir   PUTIN ", "Vladimir Putin"),
        ("putin", "Vladimir Putin"),
        ("elysee palace", "Élysée Palace"),
        ("the influence operations", "influence operations"),
        ("burisma", "the board of Burisma"),
        ("Giuliani, Rudy", "Rudy Giuliani"),
    ];
    for (asked, expected) in cases {
        assert_eq!(graph.find(asked).unwrap().label, expected, "{asked}");
    }
    let biden = graph.find("Biden").unwrap();
    assert_eq!((biden.label.as_str(), biden.also), ("Joe Biden", vec!["Hunter Biden".to_owned()]));
    let hint = |asked| graph.find(asked).unwrap_err().hint_text().unwrap().to_owned();
    assert_eq!(hint("Vladmir Puttin"), "did you mean “Vladimir Putin”?");
    assert_eq!(hint("qqq"), "`actant entities` lists who and what there is");
    assert_eq!(hint(""), "`actant entities` lists who and what there is");
}

#[test]
fn unnamed_things_of_the_same_words_are_found_together() {
    let mut statements = statements("Iran | send | the emails\n Russia | send | the emails");
    for (number, statement) in statements.iter_mut().enumerate() {
        statement.target.as_mut().unwrap().iri = Some(format!("https://actant.example/a.txt#emails-{number}"));
    }
    let graph = StatementGraph::from_statements(&statements);
    assert_eq!(graph.find("the emails").unwrap().nodes.len(), 2);
}

#[test]
fn the_shortest_chains_are_told_the_better_supported_first() {
    let told = |lines: &str, from: &str, to: &str| -> Vec<String> {
        let graph = graph(lines);
        let chains = graph.chains(&graph.find(from).unwrap().nodes, &graph.find(to).unwrap().nodes, 2);
        let step = |step: &Step| {
            let edges: Vec<String> = step
                .edges
                .iter()
                .map(|&(edge, direction)| match direction {
                    Direction::Forward => format!("-{}->", graph.graph[edge].action()),
                    Direction::Backward => format!("<-{}-", graph.graph[edge].action()),
                })
                .collect();
            format!(" {} {}", edges.join(""), graph.graph[step.to].label)
        };
        let chain = |chain: &Chain| {
            let first = graph.graph[chain.steps[0].from].label.clone();
            first + &chain.steps.iter().map(step).collect::<String>()
        };
        chains.iter().map(chain).collect()
    };
    let cases: &[(&str, &str, &str, &[&str])] = &[
        (ELECTION, "Putin", "Joe Biden", &["Vladimir Putin -authorize-> influence operations -denigrate-> Joe Biden"]),
        (ELECTION, "China", "Putin", &["China -deploy-> influence operations <-authorize- Vladimir Putin"]),
        (ELECTION, "Iran", "Democratic voters", &["Iran -send … to-> Democratic voters"]),
        (ELECTION, "Putin", "Iran", &[]),
        (ELECTION, "Iran", "Iran", &[]),
        (
            "A | see | B\n B | see | D\n A | see | C\n A | see | C\n C | see | D\n C | see | D\n A | see | E\n E | see | D",
            "A",
            "D",
            &["A -see-> C -see-> D", "A -see-> B -see-> D"],
        ),
        ("A | see | B\n B | hit | A\n B | hit | A", "A", "B", &["A <-hit--see-> B"]),
    ];
    for (lines, from, to, expected) in cases {
        assert_eq!(told(lines, from, to), *expected, "{from} to {to}");
    }
}

#[test]
fn the_most_telling_edges_are_drawn() {
    let drawn = |lines: &str, limit: usize, about: &[&str], hops: usize| -> Vec<String> {
        let graph = graph(lines);
        let focus: Vec<_> = about.iter().flat_map(|name| graph.find(name).unwrap().nodes).collect();
        let options = Options { limit, hops, title: None };
        told(&Drawing::new(&graph, &focus, &options).graph)
    };
    let supported = "A | see | B\n C | see | D\n C | see | D";
    assert_eq!(drawn(supported, 1, &[], 1), ["C | see | D; ×2"], "what is said twice");
    let named = "a thing | see | a thing too\n Putin : Person | see | a thing";
    assert_eq!(drawn(named, 1, &[], 1), ["Putin | see | a thing; ×1"], "what has a name");
    let sure = "A | see | B; sure 0.2\n C | see | D; sure 0.9";
    assert_eq!(drawn(sure, 1, &[], 1), ["C | see | D; ×1"], "what is sure");
    let joined = "A | see | B\n C | see | D\n B | see | C";
    assert_eq!(drawn(joined, 2, &[], 1), ["A | see | B; ×1", "B | see | C; ×1"], "what joins");
    assert_eq!(drawn("A | see | B\n A | see | C", 0, &[], 1), [""; 0], "nothing when nothing is wanted");

    let chain = "A | see | B\n B | see | C\n C | see | D\n D | see | E";
    assert_eq!(drawn(chain, 9, &["B"], 1), ["A | see | B; ×1", "B | see | C; ×1"]);
    assert_eq!(drawn(chain, 9, &["A"], 2), ["A | see | B; ×1", "B | see | C; ×1"]);
    assert_eq!(drawn(chain, 1, &["A"], 3), ["A | see | B; ×1"], "the nearest first");
    assert_eq!(drawn(chain, 9, &["A", "E"], 1), ["A | see | B; ×1", "D | see | E; ×1"]);
}

#[test]
fn an_entity_that_nothing_links_is_drawn_alone() {
    let graph = graph("A | send | B; role to C");
    let focus = graph.find("C").unwrap().nodes;
    let drawing = Drawing::new(&graph, &focus, &Options::default());
    assert_eq!((drawing.edge_count(), drawing.graph.node_count()), (0, 1));
    assert!(drawing.to_svg().contains(">C</text>"));
}

#[test]
fn drawings_stay_as_they_are() {
    let options = Options { limit: 8, ..Options::default() };
    let drawing = Drawing::from_statements(&statements(ELECTION), &options);
    insta::assert_snapshot!("dot", drawing.to_dot());
    insta::assert_snapshot!("svg", drawing.to_svg());
    insta::assert_snapshot!("graphml", drawing.to_graphml());
}

#[test]
fn an_empty_graph_is_an_empty_drawing() {
    let drawing = Drawing::from_statements(&[], &Options::default());
    roxmltree::Document::parse(&drawing.to_svg()).unwrap();
    roxmltree::Document::parse(&drawing.to_graphml()).unwrap();
    if let Some(svg) = graphviz(&drawing.to_dot()) {
        svg.unwrap();
    }
}

/// Draws by Graphviz; nothing where it is not installed.
fn graphviz(dot: &str) -> Option<Result<String, String>> {
    let child = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .inspect_err(|cause| eprintln!("SKIPPED: no `dot` here, so Graphviz is not asked ({cause})"))
        .ok()?;
    let dot = dot.to_owned();
    let mut input = child.stdin.as_ref().unwrap();
    input.write_all(dot.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    // Missing fonts and characters are the machine's affair.
    let errors = errors.lines().filter(|line| !line.contains("ontconfig") && !line.contains("Pango"));
    let errors = errors.collect::<Vec<_>>().join("\n");
    let svg = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(if output.status.success() && errors.is_empty() { Ok(svg) } else { Err(errors) })
}

/// Labels that have broken drawings before, or might.
const AWKWARD: [&str; 16] = [
    "say \"hi\"",
    "back\\slash",
    "\\N \\G \\n \\l",
    "ends in \\",
    "<b>bold</b>",
    "a &amp; b &lt; c &",
    "]]> <!-- -->",
    "{a|b} <p>",
    "%s %n",
    "“curly” – ’n’",
    "日本語のラベル",
    "العربية",
    "👩‍👩‍👧 🇺🇸",
    "e\u{301}e\u{301}",
    "x;y # z // w",
    "graph",
];

fn drawing_of(labels: &[String]) -> Drawing {
    let mut statements = statements("a | see | b");
    let mut drawn = Vec::new();
    for (number, label) in labels.iter().enumerate() {
        let mut statement = statements[0].clone();
        let argument = |iri: String| {
            let (text, entity) = (label.clone(), Some(label.clone()));
            Some(Argument { text, entity, iri: Some(iri), kind: Some(label.clone()), ..Argument::default() })
        };
        statement.id = label.clone();
        statement.document = label.clone();
        statement.text = label.clone();
        statement.actor = argument(format!("https://e/{label}{number}"));
        statement.target = argument(format!("urn:e:{number}"));
        statement.action.lemma = label.clone();
        statement.attribution = Some(Attribution { text: label.clone(), ..Attribution::default() });
        drawn.push(statement);
    }
    statements.extend(drawn);
    let title = labels.first().cloned();
    Drawing::from_statements(&statements, &Options { limit: 100, hops: 1, title })
}

#[test]
fn awkward_labels_show_as_they_are() {
    let labels: Vec<String> = AWKWARD.map(str::to_owned).to_vec();
    let drawing = drawing_of(&labels);
    let mut pictures = vec![("our own", drawing.to_svg())];
    pictures.extend(graphviz(&drawing.to_dot()).map(|svg| ("Graphviz'", svg.unwrap())));
    for (whose, svg) in pictures {
        // Graphviz writes a document type, which is nothing to be afraid of here.
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let document = roxmltree::Document::parse_with_options(&svg, options).unwrap();
        let texts: Vec<String> = document
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .filter_map(|node| node.text())
            .map(|text| text.replace('\u{A0}', " ").trim().to_owned())
            .collect();
        for label in AWKWARD {
            assert!(texts.iter().any(|text| text == label), "{whose} picture lacks {label:?}: {texts:?}");
        }
    }
}

#[test]
fn empty_and_endless_labels_are_drawn() {
    let labels =
        [String::new(), " \n\t ".to_owned(), "x".repeat(5_000), "word ".repeat(5_000), "\u{0}\u{1}".to_owned()];
    let drawing = drawing_of(&labels);
    assert!(drawing.to_svg().len() < 60_000, "a label is not drawn in full, nor told in full");
    if let Some(svg) = graphviz(&drawing.to_dot()) {
        svg.unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_labels_give_well_formed_xml(labels in prop::collection::vec(any::<String>(), 1..8)) {
        let drawing = drawing_of(&labels);
        for xml in [drawing.to_svg(), drawing.to_graphml()] {
            prop_assert!(roxmltree::Document::parse(&xml).is_ok(), "{xml}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_labels_give_dot_that_graphviz_accepts(labels in prop::collection::vec(any::<String>(), 10..30)) {
        if let Some(svg) = graphviz(&drawing_of(&labels).to_dot()) {
            prop_assert!(svg.is_ok(), "{svg:?}");
        }
    }
}
