// SPDX-License-Identifier: AGPL-3.0-or-later
//! Files that a page sends (`multipart/form-data`) among the fields of its form, read one after the other: the token first, the rest as
//! it stands on the page. No name of a file is a path here, and none is kept. The same form without files may come as any other does:
//! so it comes back when it waited for its author to sign in.
//!
//! `actix-multipart` reads the body: it is the framework's own, works on its streams as they are, and holds no more than one
//! chunk of a file; what it offers beside (temporary files, derived forms) is left out.

use super::app::App;
use super::error::PageError;
use super::form::{self, Form, LIMIT, Pairs, TOKEN};
use super::patient::Patient;
use super::visitor::Visitor;
use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

/// What is read of a part that nobody wants, so that the browser sees the answer instead of a broken line.
const PATIENCE: usize = 64 * 1024 * 1024;

/// The fields and files of a request whose token was right.
pub(super) struct Upload {
    /// None for a form that came without files.
    parts: Option<Multipart>,
    fields: Pairs,
    /// Bytes of texts that may still come.
    left: usize,
}

/// A file as it came.
pub(super) struct Sent {
    /// The last part of its name without odd characters, to speak of it on the page that answers; never kept.
    pub(super) name: String,
    /// Its bytes; none where it has more than a file may.
    pub(super) bytes: Option<Vec<u8>>,
}

/// Whether a request sends files.
pub(super) fn is_upload(req: &HttpRequest) -> bool {
    req.content_type().eq_ignore_ascii_case("multipart/form-data")
}

impl FromRequest for Upload {
    type Error = PageError;
    type Future = LocalBoxFuture<'static, Result<Self, PageError>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let visitor = Visitor::of(&req)?;
            let app = req.app_data::<web::Data<App>>();
            if !is_upload(&req) {
                let fields = form::read_pairs(&req, payload).await?;
                form::admit(&visitor, app, req.path(), &fields).await?;
                return Ok(Self { parts: None, fields, left: 0 });
            }
            let upload = Self::begin(&req, payload).await?;
            if !visitor.token_fits(upload.fields().first(TOKEN)) {
                let fields = upload.without_files().await?;
                form::admit(&visitor, app, req.path(), &fields).await?;
                return Err(PageError::Elsewhere);
            }
            Ok(upload)
        })
    }
}

impl Upload {
    /// Reads the first part, which is to be the token.
    pub(super) async fn begin(req: &HttpRequest, payload: Payload) -> Result<Self, PageError> {
        let parts = Multipart::new(req.headers(), Patient::new(payload));
        let mut upload = Self { parts: Some(parts), fields: Pairs::none(), left: LIMIT };
        upload.part(0).await?;
        Ok(upload)
    }

    /// The next file, in the order of the page; none at the end. The fields before it are known then. A file of more than `most`
    /// bytes is read to its end without being kept; the empty one that a browser sends where none was chosen is passed over.
    ///
    /// # Errors
    /// Where the body is cut or is none: nothing of the part that was being read is kept.
    pub(super) async fn file(&mut self, most: usize) -> Result<Option<Sent>, PageError> {
        while let Some(part) = self.part(most).await? {
            match part {
                Some(Sent { name, bytes: Some(bytes) }) if name.is_empty() && bytes.is_empty() => {}
                Some(sent) => return Ok(Some(sent)),
                None => {}
            }
        }
        Ok(None)
    }

    /// The fields that were read so far.
    pub(super) fn fields(&self) -> &Pairs {
        &self.fields
    }

    /// The form, once all files were read.
    pub(super) fn form<T: DeserializeOwned>(&self) -> Result<Form<T>, PageError> {
        Form::of(&self.fields)
    }

    /// Reads to the end and forgets the files.
    pub(super) async fn without_files(mut self) -> Result<Pairs, PageError> {
        while self.file(0).await?.is_some() {}
        Ok(self.fields)
    }

    /// The next part: a file, or nothing for a field, which is among the fields then.
    async fn part(&mut self, most: usize) -> Result<Option<Option<Sent>>, PageError> {
        let Some(parts) = &mut self.parts else { return Ok(None) };
        let Some(field) = parts.next().await else { return Ok(None) };
        let mut field = field.map_err(|_| PageError::Unreadable)?;
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.content_disposition().and_then(|said| said.get_filename()).map(shown);
        if let Some(name) = file_name {
            return Ok(Some(Some(Sent { name, bytes: read(&mut field, most).await? })));
        }
        let text = read(&mut field, self.left).await?.ok_or(PageError::TooLarge)?;
        self.left = self.left.saturating_sub(name.len() + text.len());
        if !self.fields.add(&name, &text) {
            return Err(PageError::TooLarge);
        }
        Ok(Some(None))
    }
}

async fn read(field: &mut Field, most: usize) -> Result<Option<Vec<u8>>, PageError> {
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(|_| PageError::Unreadable)?;
        length += chunk.len();
        if length > PATIENCE {
            return Err(PageError::TooLarge);
        }
        if length <= most {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok((length <= most).then_some(bytes))
}

/// The last part of a file's name, without what could be taken for anything but letters.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let fit = |c: &char| c.is_alphanumeric() || " .,-_()".contains(*c);
    let name: String = last.chars().filter(fit).take(60).collect();
    name.trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_name_of_a_file_is_words_on_a_page_and_no_path() {
        for (name, words) in [
            ("Carta d'identità.pdf", "Carta didentità.pdf"),
            ("../../x", "x"),
            ("..\\..\\windows\\x.png", "x.png"),
            ("/etc/passwd", "passwd"),
            ("..", ""),
            ("a\0b\n<script>.pdf", "abscript.pdf"),
            ("\u{202e}fdp.exe", "fdp.exe"),
        ] {
            assert_eq!(shown(name), words);
        }
        assert_eq!(shown(&"è".repeat(1_000)).chars().count(), 60);
    }
}
