//! Any text is a query or an error that points into it; any value of a parameter stays one term.

#![no_main]

use actant::iri::Iris;
use actant::query::{Options, Prepared, Template};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (text, value) = input;
    let Ok(template) = Template::parse(text) else { return };
    let mut options = Options { timeout: Some(std::time::Duration::from_secs(5)), ..Options::default() };
    if let Some(parameter) = template.parameters.first() {
        options.values.insert(parameter.name.clone(), value.to_owned());
    }
    if let Err(error) = Prepared::new(&template, &Iris::default(), &options)
        && let Some(excerpt) = error.excerpt()
    {
        assert!(excerpt.source.get(excerpt.range.clone()).is_some());
    }
});
