//! Whether a text is in a language that is not read.
//!
//! Statements found by the grammar of another language are noise, and a user should be told before relying on them. In
//! comes a document, out goes the name of its language where that is surely not English; short texts are not judged.

use whatlang::{Lang, detect};

use super::{BlockKind, Document};

/// How many letters of running text are looked at; more change nothing and cost time.
const ENOUGH: usize = 800;

/// A text with fewer letters is not judged: names and numbers weigh too much in it.
const FEWEST: usize = 120;

/// The English name of the language that a document is surely written in, if that is not English.
pub(super) fn other_than_english(document: &Document) -> Option<&'static str> {
    let mut sample = String::new();
    let paragraphs = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    for block in paragraphs {
        sample.extend(document.text.slice(block.span).chars().take(ENOUGH));
        sample.push(' ');
        if sample.len() >= ENOUGH {
            break;
        }
    }
    if sample.chars().filter(|character| character.is_alphabetic()).count() < FEWEST {
        return None;
    }
    let found = detect(&sample)?;
    (found.lang() != Lang::Eng && found.is_reliable()).then(|| found.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language_of(text: &str) -> Option<&'static str> {
        other_than_english(&Document::from_sentence("case", text))
    }

    #[test]
    fn other_languages_are_named() {
        let table = [
            (
                "Spanish",
                "El presidente autorizó las operaciones de influencia, según un informe que el gobierno publicó el \
                 martes. Los funcionarios dijeron que los correos electrónicos habían sido enviados desde el extranjero.",
            ),
            (
                "German",
                "Der Präsident habe die Einflussnahme genehmigt, heißt es in einem Bericht, den die Behörde am Dienstag \
                 veröffentlichte. Die Regierung wies die Vorwürfe zurück und nannte sie haltlos.",
            ),
            (
                "Russian",
                "Президент одобрил операции влияния, говорится в докладе, который ведомство опубликовало во вторник. \
                 Посольство назвало обвинения безосновательными и потребовало доказательств.",
            ),
        ];
        for (language, text) in table {
            assert_eq!(language_of(text), Some(language));
        }
    }

    #[test]
    fn english_with_foreign_names_and_short_texts_are_left_alone() {
        let texts = [
            "Andriy Derkach met Rudy Giuliani in Kyiv, and Konstantin Kilimnik, who had worked for Paul Manafort, passed \
             the files on to Oleksandr Dubinsky, the Ukrainska Pravda newspaper reported on Tuesday.",
            "“Estamos preocupados,” Mr García said, and then, in English, that his government would not accept what the \
             ministers in Brussels had decided about the fishing grounds off Galicia.",
            "Präsident Selenskyj: Nein.",
            "1. FC Köln 2, Bayern München 3",
        ];
        for text in texts {
            assert_eq!(language_of(text), None, "{text}");
        }
    }
}
