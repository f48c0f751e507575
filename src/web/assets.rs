// SPDX-License-Identifier: AGPL-3.0-or-later
//! Static files: embedded in the binary, cached for ever under a version that is
//! the hash of them all. `static/vendor/` is filled by `bin/assets`; without it the pages work, unadorned.

use super::app::App;
use super::error::{Answer, PageError};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, ETAG, EntityTag, Header, HeaderValue, IfNoneMatch,
};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/static"]
#[exclude = ".*"]
#[exclude = "**/.*"]
#[exclude = "**/LICENSE*"]
struct Files;

/// Every static file's hash, and the hash of all.
pub(super) struct Assets {
    version: String,
    tags: HashMap<String, String>,
}

impl Assets {
    pub(super) fn load() -> Self {
        let mut all = Sha256::new();
        let mut names: Vec<_> = Files::iter().collect();
        names.sort();
        let mut tags = HashMap::new();
        for name in names {
            if let Some(file) = Files::get(&name) {
                let hash = file.metadata.sha256_hash();
                all.update(name.as_bytes());
                all.update(hash);
                tags.insert(name.into_owned(), hex::encode(&hash[..12]));
            }
        }
        Self { version: hex::encode(&all.finalize()[..6]), tags }
    }

    /// The second segment of every static address.
    pub(super) fn version(&self) -> &str {
        &self.version
    }
}

/// `/static/{version}/{path}`.
pub(super) async fn file(req: HttpRequest, path: web::Path<(String, String)>) -> Answer {
    let (version, name) = path.into_inner();
    let app = req.app_data::<web::Data<App>>().ok_or(PageError::NotFound)?;
    let tag = app.assets.tags.get(&name).ok_or(PageError::NotFound)?;
    let tag = EntityTag::new_strong(tag.clone());
    // A page from before an update asks for the older version: it gets today's file, and does not keep it.
    let current = version == app.assets.version;
    let cache = if current { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = match IfNoneMatch::parse(&req) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Err(_) => false,
    };
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, HeaderValue::from_static(cache)));
    if known {
        return Ok(answer.finish());
    }
    let file = Files::get(&name).ok_or(PageError::NotFound)?;
    let kind = mime_guess::from_path(&name).first_or_octet_stream();
    if kind.type_() == mime_guess::mime::FONT || name.ends_with(".png") {
        answer.insert_header((CONTENT_ENCODING, "identity")); // compressed already
    }
    Ok(answer.content_type(kind.as_ref()).body(file.data.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::Files;
    use std::borrow::Cow;

    #[test]
    fn files_are_part_of_the_binary_which_may_run_where_the_checkout_cannot_be_read() {
        assert!(matches!(Files::get("css/app.css").unwrap().data, Cow::Borrowed(_)));
    }
}
