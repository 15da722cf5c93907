//! Which graphs a query sees.
//!
//! The default graph and the claims together are what a query sees by default; the evidence of documents is reached
//! by `GRAPH ?document { … }`. The graph of claims is a graph of its own only where a query names it: a variable graph
//! is always a document. oxigraph takes a list of the graphs that a variable may stand for, but goes through it for
//! every look-up; a filter beside the pattern costs nothing by comparison, so the pattern is rewritten.

use oxigraph::model::{GraphName, NamedNode};
use oxigraph::sparql::QueryDataset;
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::NamedNodePattern;

use crate::{Error, Result};

/// What of the graph a query sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// What documents say in their own voice and what they attribute to others.
    #[default]
    All,
    /// Only what some document says in its own voice.
    Stated,
}

/// The graphs that make up the default graph of a query.
pub(super) fn default_graph(scope: Scope, claims: &NamedNode) -> QueryDataset {
    let mut dataset = QueryDataset::new();
    let mut graphs = vec![GraphName::DefaultGraph];
    if scope == Scope::All {
        graphs.push(claims.clone().into());
    }
    dataset.set_default_graph(graphs);
    dataset
}

/// Rewrites a query so that graph variables stand for documents only, and refuses calls to other servers.
///
/// A query that says itself which graphs it reads (`FROM`) keeps them.
pub(super) fn restrict(query: Query, scope: Scope, claims: &NamedNode) -> Result<Query> {
    let rewrite = Rewrite { scope, claims };
    Ok(match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { pattern: rewrite.root(pattern, dataset.is_some())?, dataset, base_iri }
        }
        Query::Construct { template, dataset, pattern, base_iri } => {
            Query::Construct { template, pattern: rewrite.root(pattern, dataset.is_some())?, dataset, base_iri }
        }
        Query::Describe { dataset, pattern, base_iri } => {
            Query::Describe { pattern: rewrite.root(pattern, dataset.is_some())?, dataset, base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => {
            Query::Ask { pattern: rewrite.root(pattern, dataset.is_some())?, dataset, base_iri }
        }
    })
}

struct Rewrite<'a> {
    scope: Scope,
    claims: &'a NamedNode,
}

impl Rewrite<'_> {
    fn root(&self, pattern: GraphPattern, own_dataset: bool) -> Result<GraphPattern> {
        let rewritten = self.pattern(pattern.clone())?;
        Ok(if own_dataset { pattern } else { rewritten })
    }

    #[expect(clippy::boxed_local, reason = "the patterns of the grammar come in boxes")]
    fn boxed(&self, pattern: Box<GraphPattern>) -> Result<Box<GraphPattern>> {
        self.pattern(*pattern).map(Box::new)
    }

    fn pattern(&self, pattern: GraphPattern) -> Result<GraphPattern> {
        use GraphPattern as P;
        Ok(match pattern {
            P::Service { .. } => {
                return Err(Error::new("a query cannot call other servers: actant works offline")
                    .hint("take the SERVICE part out of the query"));
            }
            P::Graph { name, inner } => self.graph(name, self.boxed(inner)?),
            P::Bgp { .. } | P::Path { .. } | P::Values { .. } => pattern,
            P::Join { left, right } => P::Join { left: self.boxed(left)?, right: self.boxed(right)? },
            P::Lateral { left, right } => P::Lateral { left: self.boxed(left)?, right: self.boxed(right)? },
            P::Union { left, right } => P::Union { left: self.boxed(left)?, right: self.boxed(right)? },
            P::Minus { left, right } => P::Minus { left: self.boxed(left)?, right: self.boxed(right)? },
            P::LeftJoin { left, right, expression } => P::LeftJoin {
                left: self.boxed(left)?,
                right: self.boxed(right)?,
                expression: expression.map(|expression| self.expression(expression)).transpose()?,
            },
            P::Filter { expr, inner } => P::Filter { expr: self.expression(expr)?, inner: self.boxed(inner)? },
            P::Extend { inner, variable, expression } => {
                P::Extend { inner: self.boxed(inner)?, variable, expression: self.expression(expression)? }
            }
            P::OrderBy { inner, expression } => P::OrderBy {
                inner: self.boxed(inner)?,
                expression: expression.into_iter().map(|order| self.order(order)).collect::<Result<_>>()?,
            },
            P::Project { inner, variables } => P::Project { inner: self.boxed(inner)?, variables },
            P::Distinct { inner } => P::Distinct { inner: self.boxed(inner)? },
            P::Reduced { inner } => P::Reduced { inner: self.boxed(inner)? },
            P::Slice { inner, start, length } => P::Slice { inner: self.boxed(inner)?, start, length },
            P::Group { inner, variables, aggregates } => P::Group {
                inner: self.boxed(inner)?,
                variables,
                aggregates: aggregates
                    .into_iter()
                    .map(|(variable, aggregate)| Ok((variable, self.aggregate(aggregate)?)))
                    .collect::<Result<_>>()?,
            },
        })
    }

    fn graph(&self, name: NamedNodePattern, inner: Box<GraphPattern>) -> GraphPattern {
        match &name {
            NamedNodePattern::Variable(variable) => {
                let same = Expression::SameTerm(
                    Box::new(Expression::Variable(variable.clone())),
                    Box::new(Expression::NamedNode(self.claims.clone())),
                );
                // What graphs there are is told in no fixed order, unlike what is in them.
                let bare = matches!(&*inner, GraphPattern::Bgp { patterns } if patterns.is_empty());
                let by_name = OrderExpression::Asc(Expression::Variable(variable.clone()));
                let mut inner = Box::new(GraphPattern::Graph { name, inner });
                if bare {
                    inner = Box::new(GraphPattern::OrderBy { inner, expression: vec![by_name] });
                }
                GraphPattern::Filter { expr: Expression::Not(Box::new(same)), inner }
            }
            NamedNodePattern::NamedNode(node) if self.scope == Scope::Stated && node == self.claims => {
                GraphPattern::Values { variables: Vec::new(), bindings: Vec::new() }
            }
            NamedNodePattern::NamedNode(_) => GraphPattern::Graph { name, inner },
        }
    }

    fn order(&self, order: OrderExpression) -> Result<OrderExpression> {
        Ok(match order {
            OrderExpression::Asc(expression) => OrderExpression::Asc(self.expression(expression)?),
            OrderExpression::Desc(expression) => OrderExpression::Desc(self.expression(expression)?),
        })
    }

    fn aggregate(&self, aggregate: AggregateExpression) -> Result<AggregateExpression> {
        Ok(match aggregate {
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                AggregateExpression::FunctionCall { name, expr: self.expression(expr)?, distinct }
            }
            AggregateExpression::CountSolutions { .. } => aggregate,
        })
    }

    fn all(&self, expressions: Vec<Expression>) -> Result<Vec<Expression>> {
        expressions.into_iter().map(|expression| self.expression(expression)).collect()
    }

    fn expression(&self, expression: Expression) -> Result<Expression> {
        use Expression as E;
        let one = |inner: Box<E>| self.expression(*inner).map(Box::new);
        Ok(match expression {
            E::Exists(pattern) => E::Exists(self.boxed(pattern)?),
            E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => expression,
            E::Or(a, b) => E::Or(one(a)?, one(b)?),
            E::And(a, b) => E::And(one(a)?, one(b)?),
            E::Equal(a, b) => E::Equal(one(a)?, one(b)?),
            E::SameTerm(a, b) => E::SameTerm(one(a)?, one(b)?),
            E::Greater(a, b) => E::Greater(one(a)?, one(b)?),
            E::GreaterOrEqual(a, b) => E::GreaterOrEqual(one(a)?, one(b)?),
            E::Less(a, b) => E::Less(one(a)?, one(b)?),
            E::LessOrEqual(a, b) => E::LessOrEqual(one(a)?, one(b)?),
            E::In(a, list) => E::In(one(a)?, self.all(list)?),
            E::Add(a, b) => E::Add(one(a)?, one(b)?),
            E::Subtract(a, b) => E::Subtract(one(a)?, one(b)?),
            E::Multiply(a, b) => E::Multiply(one(a)?, one(b)?),
            E::Divide(a, b) => E::Divide(one(a)?, one(b)?),
            E::UnaryPlus(a) => E::UnaryPlus(one(a)?),
            E::UnaryMinus(a) => E::UnaryMinus(one(a)?),
            E::Not(a) => E::Not(one(a)?),
            E::If(a, b, c) => E::If(one(a)?, one(b)?, one(c)?),
            E::Coalesce(list) => E::Coalesce(self.all(list)?),
            E::FunctionCall(function, list) => E::FunctionCall(function, self.all(list)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{NamedNode, Quad};
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};
    use oxigraph::store::Store;
    use spargebra::SparqlParser;

    #[test]
    fn the_names_of_graphs_come_in_order() {
        let store = Store::new().unwrap();
        let node = |name: &str| NamedNode::new_unchecked(format!("https://actant.example/{name}"));
        let claims = node("claims");
        for number in (0..60).map(|number| number * 37 % 60) {
            let graph = node(&format!("{number:02}"));
            store.insert(&Quad::new(node("s"), node("p"), node("o"), graph)).unwrap();
        }
        store.insert(&Quad::new(node("s"), node("p"), node("o"), claims.clone())).unwrap();
        let query = SparqlParser::new().parse_query("SELECT ?g { GRAPH ?g {} }").unwrap();
        let query = restrict(query, Scope::All, &claims).unwrap();
        let results = SparqlEvaluator::new().for_query(query).on_store(&store).execute().unwrap();
        let QueryResults::Solutions(solutions) = results else { panic!("solutions") };
        let names: Vec<String> = solutions.map(|row| row.unwrap().get("g").unwrap().to_string()).collect();
        let expected: Vec<String> = (0..60).map(|number| format!("<https://actant.example/{number:02}>")).collect();
        assert_eq!(names, expected);
    }
}
