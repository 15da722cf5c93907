//! The drawing as GraphML.

use super::drawing::Drawing;
use super::group::NodeKind;
use super::style::node_style;
use super::xml::Xml;

/// Data of nodes and edges: key, what it belongs to, name, type.
const KEYS: [(&str, &str, &str, &str); 16] = [
    ("n-label", "node", "label", "string"),
    ("n-type", "node", "type", "string"),
    ("n-iri", "node", "iri", "string"),
    ("n-names", "node", "names", "string"),
    ("n-focus", "node", "focus", "boolean"),
    ("e-label", "edge", "label", "string"),
    ("e-lemma", "edge", "lemma", "string"),
    ("e-polarity", "edge", "polarity", "string"),
    ("e-modality", "edge", "modality", "string"),
    ("e-attributed", "edge", "attributed", "boolean"),
    ("e-sources", "edge", "sources", "string"),
    ("e-weight", "edge", "weight", "int"),
    ("e-documents", "edge", "documents", "string"),
    ("e-confidence", "edge", "confidence", "double"),
    ("e-quotations", "edge", "quotations", "string"),
    ("e-statements", "edge", "statements", "string"),
];

pub(super) fn write(drawing: &Drawing) -> String {
    let mut xml = Xml::new();
    xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")]);
    for (id, belongs, name, kind) in KEYS {
        xml.empty("key", &[("id", id), ("for", belongs), ("attr.name", name), ("attr.type", kind)]);
    }
    xml.open("graph", &[("id", "actant"), ("edgedefault", "directed")]);
    for index in drawing.graph.node_indices() {
        let node = &drawing.graph[index];
        xml.open("node", &[("id", &format!("n{}", index.index()))]);
        let kind = match node.kind {
            NodeKind::Entity(kind) => kind.as_str(),
            NodeKind::Claim | NodeKind::Unsaid => node_style(node.kind).legend,
        };
        data(&mut xml, "n-label", &node.label);
        data(&mut xml, "n-type", kind);
        data(&mut xml, "n-iri", node.iri.as_deref().unwrap_or_default());
        data(&mut xml, "n-names", &join(node.names.keys().map(String::as_str)));
        data(&mut xml, "n-focus", if drawing.focus.contains(&index) { "true" } else { "false" });
        xml.close();
    }
    for index in drawing.graph.edge_indices() {
        let Some((from, to)) = drawing.graph.edge_endpoints(index) else { continue };
        let edge = &drawing.graph[index];
        let id = format!("e{}", index.index());
        let (from, to) = (format!("n{}", from.index()), format!("n{}", to.index()));
        xml.open("edge", &[("id", &id), ("source", &from), ("target", &to)]);
        data(&mut xml, "e-label", &edge.action());
        data(&mut xml, "e-lemma", &edge.lemma);
        data(&mut xml, "e-polarity", edge.polarity.as_str());
        data(&mut xml, "e-modality", edge.modality.as_str());
        data(&mut xml, "e-attributed", if edge.attributed { "true" } else { "false" });
        data(&mut xml, "e-sources", &join(edge.sources.keys().map(String::as_str)));
        data(&mut xml, "e-weight", &edge.support().to_string());
        let mut documents: Vec<&str> = edge.evidence.iter().map(|e| e.document.as_str()).collect();
        documents.sort_unstable();
        documents.dedup();
        data(&mut xml, "e-documents", &join(documents));
        data(&mut xml, "e-confidence", &edge.confidence.to_string());
        data(&mut xml, "e-quotations", &join(edge.evidence.iter().map(|e| e.quotation.as_str())));
        data(&mut xml, "e-statements", &join(edge.evidence.iter().map(|e| e.statement.as_str())));
        xml.close();
    }
    xml.finish()
}

fn data(xml: &mut Xml, key: &str, value: &str) {
    if !value.is_empty() {
        xml.words("data", &[("key", key)], value);
    }
}

/// Several values in one field, a line each.
fn join<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    values.into_iter().map(|value| value.replace('\n', " ")).collect::<Vec<_>>().join("\n")
}
