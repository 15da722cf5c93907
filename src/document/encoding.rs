//! Bytes to text: which encoding a file is in, and whether it is text at all.
//!
//! A byte order mark decides; then validity as UTF-8; then what the file declares about itself (HTML `meta`, XML
//! declaration); then a guess from the bytes. What cannot be decoded becomes U+FFFD and is counted.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::source::SourceMap;
use crate::{Error, Result};

/// Decoded text, and how it was decoded.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// From the bytes of `text` to the bytes of the file.
    pub map: SourceMap,
    /// The encoding.
    pub encoding: &'static Encoding,
    /// How many places were not valid and became U+FFFD.
    pub invalid: usize,
}

/// What the first bytes of well-known binary formats are, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (or a Word, OpenDocument or EPUB file)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"{\\rtf", "a Rich Text (RTF) file"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a RIFF media file"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3\x03", "an MP3 file"),
    (b"ID3\x04", "an MP3 file"),
    (b"OggS", "an Ogg media file"),
    (b"wOF2", "a font"),
];

/// How many bytes are looked at to tell text from binary data.
const SAMPLE: usize = 64 * 1024;

/// How many bytes are searched for a declared encoding: twice what browsers look at.
const PRESCAN: usize = 2048;

/// Decodes a file's bytes.
///
/// # Errors
/// Fails when the bytes are not text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Error::new(format!("is {kind}, not text")).hint("save it as plain text or HTML first"));
    }
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Ok(decode_as(encoding, bytes, bom));
    }
    let utf16 = utf16_without_mark(bytes);
    if utf16.is_none() && is_binary(bytes) {
        return Err(Error::new("holds binary data, not text"));
    }
    if let Some(encoding) = utf16 {
        return Ok(decode_as(encoding, bytes, 0));
    }
    Ok(decode_as(detect(bytes), bytes, 0))
}

/// Whether the first bytes hold what text does not: NULs, or many control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = sample.iter().filter(|&&byte| byte == 0).count();
    let controls = sample.iter().filter(|&&byte| byte < 0x20 && !b"\t\n\r\x0b\x0c\x08\x1b\x1a".contains(&byte)).count();
    nuls * 1000 > sample.len() || controls * 50 > sample.len()
}

/// UTF-16 text in a Western script shows a NUL in every second place.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let pairs = sample.len() / 2;
    let even = sample.iter().step_by(2).filter(|&&byte| byte == 0).count();
    let odd = sample.iter().skip(1).step_by(2).filter(|&&byte| byte == 0).count();
    match () {
        () if pairs < 2 => None,
        () if odd * 10 > pairs * 7 && even * 50 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 7 && odd * 50 < pairs => Some(UTF_16BE),
        () => None,
    }
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let (valid, invalid) = count_utf8_sequences(bytes);
    if invalid == 0 || valid > 3 * invalid {
        return UTF_8;
    }
    match declared(bytes) {
        Some(encoding) if encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE => encoding,
        _ if only_windows_punctuation(bytes) => WINDOWS_1252,
        _ => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Deny)
        }
    }
}

/// How many sequences of more than one byte are valid UTF-8, and how many runs of bytes are not.
fn count_utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let high = chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        valid += high / 2;
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    (valid, invalid)
}

/// Whether every byte above ASCII is one that Windows-1252 uses for quotes, dashes and the like: too few for the
/// detector to go by, and all that most English texts in that encoding have.
fn only_windows_punctuation(bytes: &[u8]) -> bool {
    const PUNCTUATION: &[u8] = b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb7\xbb\xe9";
    bytes.iter().filter(|byte| !byte.is_ascii()).all(|byte| PUNCTUATION.contains(byte))
}

/// The encoding that an HTML or XML file says it is in.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let marks: [&[u8]; 2] = [b"charset", b"encoding"];
    marks.iter().find_map(|mark| {
        let at = head.windows(mark.len()).position(|window| window == *mark)? + mark.len();
        let value = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| b"\"'; \t\r\n/>?".contains(byte)).unwrap_or(value.len());
        Encoding::for_label(&value[..end])
    })
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], skip: usize) -> Decoded {
    let mut out = Decoded { text: String::with_capacity(bytes.len()), map: SourceMap::default(), encoding, invalid: 0 };
    if encoding == UTF_8 {
        decode_utf8(bytes, skip, &mut out);
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        decode_utf16(encoding == UTF_16BE, bytes, skip, &mut out);
    } else {
        decode_stepwise(encoding, bytes, skip, &mut out);
    }
    out
}

impl Decoded {
    fn push(&mut self, text: &str, source: std::ops::Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.map.push(start..self.text.len(), source);
    }

    fn push_invalid(&mut self, source: std::ops::Range<usize>) {
        self.invalid += 1;
        self.push("\u{fffd}", source);
    }
}

fn decode_utf8(bytes: &[u8], skip: usize, out: &mut Decoded) {
    let mut at = skip;
    for chunk in bytes[skip..].utf8_chunks() {
        if !chunk.valid().is_empty() {
            out.push(chunk.valid(), at..at + chunk.valid().len());
            at += chunk.valid().len();
        }
        if !chunk.invalid().is_empty() {
            out.push_invalid(at..at + chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
}

fn decode_utf16(big: bool, bytes: &[u8], skip: usize, out: &mut Decoded) {
    let mut at = skip;
    let units = bytes[skip..].chunks_exact(2).map(|pair| match big {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    });
    let mut buffer = [0; 4];
    for decoded in char::decode_utf16(units) {
        match decoded {
            Ok(c) => {
                let end = at + 2 * c.len_utf16();
                out.push(c.encode_utf8(&mut buffer), at..end);
                at = end;
            }
            Err(_) => {
                out.push_invalid(at..at + 2);
                at += 2;
            }
        }
    }
    if at < bytes.len() {
        out.push_invalid(at..bytes.len());
    }
}

/// Feeds the decoder byte by byte outside ASCII, so that every character's place is known.
fn decode_stepwise(encoding: &'static Encoding, bytes: &[u8], skip: usize, out: &mut Decoded) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut at, mut from) = (skip, skip);
    let mut buffer = [0; 16];
    while at < bytes.len() {
        if from == at && encoding.is_ascii_compatible() {
            let run = bytes[at..].iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len() - at);
            if let Ok(ascii) = std::str::from_utf8(&bytes[at..at + run])
                && run > 0
            {
                out.push(ascii, at..at + run);
                at += run;
                from = at;
                continue;
            }
        }
        let last = at + 1 == bytes.len();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(&bytes[at..=at], &mut buffer, last);
        at += read;
        if let Ok(text) = std::str::from_utf8(&buffer[..written])
            && written > 0
        {
            out.push(text, from..at.max(from + 1).min(bytes.len()));
            from = at;
        }
        if let DecoderResult::Malformed(..) = result {
            out.push_invalid(from..at.max(from + 1).min(bytes.len()));
            from = at;
        }
        if read == 0 && !matches!(result, DecoderResult::Malformed(..)) {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes).expect("text");
        (decoded.text, decoded.encoding.name())
    }

    #[test]
    fn encodings_are_told_apart() {
        let utf16le: Vec<u8> = "\u{feff}“Hi” – Élysée".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = "Plain words".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let table: &[(&[u8], &str, &str)] = &[
            (b"plain", "plain", "UTF-8"),
            ("caf\u{e9} \u{201c}x\u{201d}".as_bytes(), "café “x”", "UTF-8"),
            (b"\xef\xbb\xbfmark", "mark", "UTF-8"),
            (b"He said \x93no\x94 \x96 it\x92s over", "He said “no” – it’s over", "windows-1252"),
            (b"Caf\xe9 \x93Flore\x94", "Café “Flore”", "windows-1252"),
            (b"<meta charset=\"iso-8859-2\"><p>Wa\xb3\xeasa", "<meta charset=\"iso-8859-2\"><p>Wałęsa", "ISO-8859-2"),
            (b"<?xml version='1.0' encoding='koi8-r'?>\xf0", "<?xml version='1.0' encoding='koi8-r'?>П", "KOI8-R"),
            (b"<meta charset=shift_jis>\x93\xfa\x96{!", "<meta charset=shift_jis>日本!", "Shift_JIS"),
            (&utf16le, "“Hi” – Élysée", "UTF-16LE"),
            (&utf16be, "Plain words", "UTF-16BE"),
        ];
        for (bytes, expected, encoding) in table {
            assert_eq!(text(bytes), ((*expected).to_owned(), *encoding));
        }
    }

    #[test]
    fn invalid_bytes_are_replaced_and_counted() {
        let decoded = decode(
            "Élysée \u{201c}a\u{201d}".as_bytes().iter().chain(b" \xff!").copied().collect::<Vec<_>>().as_slice(),
        );
        let decoded = decoded.expect("text");
        assert_eq!((decoded.text.as_str(), decoded.invalid), ("Élysée “a” \u{fffd}!", 1));
        assert_eq!(decoded.encoding, UTF_8);
    }

    #[test]
    fn binary_data_is_refused() {
        for bytes in
            [&b"%PDF-1.7\n..."[..], b"PK\x03\x04....", b"\x7fELF\x02", b"\x89PNG\r\n\x1a\n", b"a\x00b\x01\x02\x03"]
        {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
        let message = decode(b"%PDF-1.7").expect_err("not text").to_string();
        assert_eq!(message, "is a PDF file, not text");
    }

    proptest! {
        #[test]
        fn every_character_maps_to_the_bytes_it_came_from(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for encoding in [UTF_8, UTF_16LE, WINDOWS_1252, encoding_rs::SHIFT_JIS, encoding_rs::GB18030] {
                let decoded = decode_as(encoding, &bytes, 0);
                let mut last = 0;
                for (at, c) in decoded.text.char_indices() {
                    let source = decoded.map.source(at..at + c.len_utf8());
                    let source = source.ok_or_else(|| TestCaseError::fail(format!("{encoding:?} has no source at {at}")))?;
                    prop_assert!(source.start >= last && source.end <= bytes.len(), "{encoding:?} {source:?}");
                    last = source.start;
                }
            }
        }
    }
}
