//! Sentences to clauses and statements: who does what to whom, and how the text puts it.
