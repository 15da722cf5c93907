//! The closed sets of labels that the English pipeline assigns.

use std::fmt;
use std::str::FromStr;

/// A label that is not one of the set that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {set} {label:?}")]
pub struct UnknownLabel {
    /// What kind of label it should have been.
    pub set: &'static str,
    /// The label.
    pub label: String,
}

macro_rules! labels {
    ($(#[$meta:meta])* $name:ident ($set:literal) { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the labels' own names are their documentation; see the type")]
        pub enum $name { $($variant),* }

        impl $name {
            /// Every label of the set.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The label as spaCy writes it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl FromStr for $name {
            type Err = UnknownLabel;

            fn from_str(label: &str) -> Result<Self, UnknownLabel> {
                match label {
                    $($text => Ok($name::$variant),)*
                    _ => Err(UnknownLabel { set: $set, label: label.to_owned() }),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

labels! {
    /// A fine-grained part of speech: the Penn Treebank's tags as OntoNotes extends them.
    Tag ("fine tag") {
        Dollar = "$", ClosingQuote = "''", Comma = ",", LeftBracket = "-LRB-", RightBracket = "-RRB-",
        FullStop = ".", Colon = ":", Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX",
        Fw = "FW", Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD",
        Nfp = "NFP", Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS",
        Prp = "PRP", PrpPoss = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM",
        To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ",
        Wdt = "WDT", Wp = "WP", WpPoss = "WP$", Wrb = "WRB", Xx = "XX", Space = "_SP", OpeningQuote = "``",
    }
}

labels! {
    /// A coarse part of speech: the universal tags, and spaCy's `SPACE`.
    Pos ("coarse tag") {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X", Space = "SPACE",
    }
}

labels! {
    /// The relation of a token to its head: the CLEAR style labels of spaCy's English models.
    Dep ("dependency label") {
        Root = "ROOT", Acl = "acl", Acomp = "acomp", Advcl = "advcl", Advmod = "advmod", Agent = "agent",
        Amod = "amod", Appos = "appos", Attr = "attr", Aux = "aux", Auxpass = "auxpass", Case = "case",
        Cc = "cc", Ccomp = "ccomp", Compound = "compound", Conj = "conj", Csubj = "csubj",
        Csubjpass = "csubjpass", Dative = "dative", Dep = "dep", Det = "det", Dobj = "dobj", Expl = "expl",
        Intj = "intj", Mark = "mark", Meta = "meta", Neg = "neg", Nmod = "nmod", Npadvmod = "npadvmod",
        Nsubj = "nsubj", Nsubjpass = "nsubjpass", Nummod = "nummod", Oprd = "oprd", Parataxis = "parataxis",
        Pcomp = "pcomp", Pobj = "pobj", Poss = "poss", Preconj = "preconj", Predet = "predet", Prep = "prep",
        Prt = "prt", Punct = "punct", Quantmod = "quantmod", Relcl = "relcl", Xcomp = "xcomp",
    }
}

labels! {
    /// The type of a named entity: OntoNotes' eighteen.
    EntityLabel ("entity type") {
        Cardinal = "CARDINAL", Date = "DATE", Event = "EVENT", Facility = "FAC", Gpe = "GPE",
        Language = "LANGUAGE", Law = "LAW", Location = "LOC", Money = "MONEY", Norp = "NORP",
        Ordinal = "ORDINAL", Organization = "ORG", Percent = "PERCENT", Person = "PERSON",
        Product = "PRODUCT", Quantity = "QUANTITY", Time = "TIME", WorkOfArt = "WORK_OF_ART",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_back_as_written() {
        for &dep in Dep::ALL {
            assert_eq!(dep.as_str().parse(), Ok(dep));
        }
        for &tag in Tag::ALL {
            assert_eq!(tag.as_str().parse(), Ok(tag));
        }
        assert!("nmod:poss".parse::<Dep>().is_err());
    }
}
