//! Asking: a query against a store, with a limit on its time.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::model::{Term, Triple};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};

use super::dataset;
use super::parse::{Prepared, STACK, timed_out};
use crate::store::Store;
use crate::{Error, Result};

/// How many rows are handed over at a time.
const BATCH: usize = 256;

/// What a query gives.
#[derive(Debug)]
pub enum Answer {
    /// Rows, of `SELECT`.
    Solutions(Solutions),
    /// Triples, of `CONSTRUCT` and `DESCRIBE`, sorted and each once.
    Graph(Vec<Triple>),
    /// Yes or no, of `ASK`.
    Boolean(bool),
}

/// The values of one solution, in the order of the columns.
pub type Row = Vec<Option<Term>>;

/// The rows of an answer, as they are found.
///
/// The search runs on a thread of its own; dropping this value stops it.
#[derive(Debug)]
pub struct Solutions {
    columns: Vec<String>,
    worker: Worker,
    batch: std::vec::IntoIter<Row>,
}

impl Solutions {
    /// The names of the columns, without marks, in the query's order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }
}

impl Iterator for Solutions {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Result<Row>> {
        loop {
            if let Some(row) = self.batch.next() {
                return Some(Ok(row));
            }
            match self.worker.next() {
                Ok(Message::Rows(rows)) => self.batch = rows.into_iter(),
                Ok(_) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

enum Message {
    Columns(Vec<String>),
    Rows(Vec<Row>),
    Graph(Vec<Triple>),
    Boolean(bool),
    End,
    Failed(String),
}

/// Asks a prepared query.
///
/// # Errors
/// The time is up, or the query calls a function that there is not.
pub fn ask(store: &Store, prepared: &Prepared) -> Result<Answer> {
    let token = CancellationToken::new();
    let (sender, receiver) = sync_channel(4);
    let job = {
        let (store, prepared, token) = (store.oxigraph().clone(), prepared.clone(), token.clone());
        move || {
            let outcome = evaluate(&store, prepared, token, &sender);
            // Nobody waits any more if the answer was dropped or the time is up.
            let _ = sender.send(outcome.map_or_else(|error| Message::Failed(error.to_string()), |()| Message::End));
        }
    };
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(job)
        .map_err(|error| Error::new("the query cannot be asked: no thread").caused_by(error))?;
    let mut worker = Worker { receiver, token, deadline: prepared.deadline, ended: false };
    match worker.next()? {
        Message::Columns(columns) => {
            Ok(Answer::Solutions(Solutions { columns, worker, batch: Vec::new().into_iter() }))
        }
        Message::Graph(triples) => Ok(Answer::Graph(triples)),
        Message::Boolean(value) => Ok(Answer::Boolean(value)),
        Message::Rows(_) | Message::End | Message::Failed(_) => Err(Error::new("the query gave no answer")),
    }
}

/// The thread that evaluates, seen from outside.
struct Worker {
    receiver: Receiver<Message>,
    token: CancellationToken,
    deadline: Option<(Instant, Duration)>,
    ended: bool,
}

impl Worker {
    /// The next message; after the end or an error only the end.
    fn next(&mut self) -> Result<Message> {
        if self.ended {
            return Ok(Message::End);
        }
        let received = match self.deadline {
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some((end, _)) => self.receiver.recv_timeout(end.saturating_duration_since(Instant::now())),
        };
        let outcome = match received {
            Ok(Message::Failed(message)) => Err(Error::new("the query failed").caused_by(message)),
            Ok(message) => Ok(message),
            Err(RecvTimeoutError::Timeout) => {
                // Most of the evaluation looks at the token; what does not is left behind and ends with the program.
                self.token.cancel();
                Err(timed_out(self.deadline.map_or(Duration::ZERO, |(_, timeout)| timeout)))
            }
            Err(RecvTimeoutError::Disconnected) => Err(Error::new("the query failed: it needs more memory or stack")),
        };
        self.ended = !matches!(outcome, Ok(Message::Columns(_) | Message::Rows(_)));
        outcome
    }
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").field("deadline", &self.deadline).field("ended", &self.ended).finish_non_exhaustive()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.token.cancel();
    }
}

fn evaluate(
    store: &oxigraph::store::Store,
    prepared: Prepared,
    token: CancellationToken,
    sender: &SyncSender<Message>,
) -> std::result::Result<(), QueryEvaluationError> {
    let own_dataset = prepared.own_dataset;
    let mut query = SparqlEvaluator::new().with_cancellation_token(token).for_query(prepared.query);
    if !own_dataset {
        *query.dataset_mut() = dataset::default_graph(prepared.scope, &prepared.claims);
    }
    match query.on_store(store).execute()? {
        QueryResults::Boolean(value) => {
            let _ = sender.send(Message::Boolean(value));
        }
        QueryResults::Graph(triples) => {
            let mut triples = triples.collect::<std::result::Result<Vec<_>, _>>()?;
            triples.sort_by_cached_key(ToString::to_string);
            triples.dedup();
            let _ = sender.send(Message::Graph(triples));
        }
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
            if sender.send(Message::Columns(columns)).is_err() {
                return Ok(());
            }
            let mut rows = Vec::with_capacity(BATCH);
            for solution in solutions {
                rows.push(solution?.values().to_vec());
                if rows.len() == BATCH && sender.send(Message::Rows(std::mem::take(&mut rows))).is_err() {
                    return Ok(());
                }
            }
            let _ = sender.send(Message::Rows(rows));
        }
    }
    Ok(())
}
