// SPDX-License-Identifier: AGPL-3.0-or-later
//! What everybody may fetch: the authority's certificate and its revocation lists, at the addresses that stand in citizens'
//! certificates. Asked of the authority at most once a second; when it is away, the last lists known are still true until
//! they say otherwise.

use super::access::Anyone;
use super::app::App;
use super::error::{Answer, PageError};
use super::page::Page;
use super::routes::Routes;
use crate::authority::client::AuthorityError;
use crate::db::Breakage;
use actix_web::http::header::{CACHE_CONTROL, ETAG, EntityTag, Header, IfNoneMatch};
use actix_web::web::{Bytes, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use tokio::sync::Mutex;

/// How long an answer of the authority is handed on without asking again.
const FRESH: TimeDelta = TimeDelta::seconds(1);

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/pki/ca.cer", ca);
    routes.get("/pki/crls/{part}.crl", crl);
}

/// The files that the authority gave last.
#[derive(Default)]
pub(super) struct Pki {
    files: Mutex<HashMap<File, Kept>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum File {
    Ca,
    Crl(i32),
}

#[derive(Clone)]
struct Kept {
    bytes: Bytes,
    tag: String,
    asked_at: DateTime<Utc>,
}

async fn ca(_: Anyone, page: Page, req: HttpRequest) -> Answer {
    let kept = page.app.pki.get(&page.app, File::Ca, page.now()).await?;
    Ok(answer(&req, kept, "application/pkix-cert"))
}

async fn crl(_: Anyone, page: Page, req: HttpRequest, part: Path<i32>) -> Answer {
    let kept = page.app.pki.get(&page.app, File::Crl(*part), page.now()).await?;
    Ok(answer(&req, kept, "application/pkix-crl"))
}

fn answer(req: &HttpRequest, kept: Kept, kind: &'static str) -> HttpResponse {
    let tag = EntityTag::new_strong(kept.tag);
    let known = match IfNoneMatch::parse(req) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Err(_) => false,
    };
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    // whoever keeps a list asks each time whether it is still the last one
    answer.insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, "public, no-cache"));
    if known { answer.finish() } else { answer.content_type(kind).body(kept.bytes) }
}

impl Pki {
    /// One question at a time: a hundred that ask in the same second get one answer.
    async fn get(&self, app: &App, file: File, now: DateTime<Utc>) -> Result<Kept, PageError> {
        let mut files = self.files.lock().await;
        let last = files.get(&file).cloned();
        if let Some(last) = &last
            && now - last.asked_at < FRESH
        {
            return Ok(last.clone());
        }
        match (ask(app, file).await, last) {
            (Ok(Some(bytes)), _) => {
                let tag = hex::encode(&Sha256::digest(&bytes)[..16]);
                let kept = Kept { bytes: bytes.into(), tag, asked_at: now };
                files.insert(file, kept.clone());
                Ok(kept)
            }
            (Ok(None), _) => Err(PageError::NotFound),
            (Err(error), Some(last)) => {
                tracing::warn!(%error, "an older list is handed out");
                Ok(last)
            }
            (Err(error), None) => Err(Breakage::away(error).into()),
        }
    }
}

async fn ask(app: &App, file: File) -> Result<Option<Vec<u8>>, AuthorityError> {
    match file {
        File::Ca => app.authority.ca().await.map(Some),
        File::Crl(part) if part < 1 => Ok(None),
        File::Crl(part) => app.authority.crl(part).await,
    }
}
