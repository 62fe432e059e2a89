//! Bytes to text: UTF-8 unless a `coding: latin-1` comment in the first two lines says otherwise, as in OTP.

/// The bytes are not valid UTF-8 at `offset`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadEncoding {
    pub offset: usize,
}

/// Decodes the bytes of a source file.
pub fn decode(bytes: Vec<u8>) -> Result<String, BadEncoding> {
    if says_latin1(&bytes) {
        return Ok(bytes.into_iter().map(char::from).collect());
    }
    String::from_utf8(bytes).map_err(|error| BadEncoding {
        offset: error.utf8_error().valid_up_to(),
    })
}

/// Whether a comment in the first two lines holds `coding`, `:` or `=`, blanks, `latin-1`.
fn says_latin1(bytes: &[u8]) -> bool {
    bytes.split(|&byte| byte == b'\n').take(2).any(|line| {
        let Some(comment) = line.iter().position(|&byte| byte == b'%') else {
            return false;
        };
        coding_in(&line[comment..]).is_some_and(|name| name.eq_ignore_ascii_case(b"latin-1"))
    })
}

fn coding_in(comment: &[u8]) -> Option<&[u8]> {
    let word = b"coding";
    let start = comment
        .windows(word.len())
        .position(|window| window == word)?
        + word.len();
    let rest = comment.get(start..)?;
    let rest = rest
        .strip_prefix(b":")
        .or_else(|| rest.strip_prefix(b"="))?
        .trim_ascii_start();
    let end = rest
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-')
        .unwrap_or(rest.len());
    Some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin1_when_the_file_says_so() {
        assert_eq!(
            decode(b"%% -*- coding: latin-1 -*-\n\xe9".to_vec()).unwrap(),
            "%% -*- coding: latin-1 -*-\n\u{e9}"
        );
        assert_eq!(
            decode("\n% coding=utf-8\n\u{e9}".into()).unwrap(),
            "\n% coding=utf-8\n\u{e9}"
        );
        assert_eq!(decode(b"ab\xff".to_vec()), Err(BadEncoding { offset: 2 }));
    }
}
