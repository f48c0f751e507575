// SPDX-License-Identifier: AGPL-3.0-or-later
//! The authority behind its HTTP contract.

use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Method, Request, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::connections::Connections;
use super::{Answer, AuthorityAddress, AuthorityError, CardAuthority};
use crate::authority::contract::{
    ActivateRequest, Activated, ChangeRequest, Changed, CipAnswer, CipAnswerRequest, CipQuestion,
    CipQuestionRequest, CodesAnswer, CodesRequest, CrlPart, FindAnswer, FindRequest, Health, Refused, path,
};

/// How long an answer is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For look-ups, lists and health.
    pub look: Duration,
    /// For acts.
    pub act: Duration,
}

impl Default for Patience {
    /// Five seconds for a look-up, twenty for an act.
    fn default() -> Self {
        Self { look: Duration::from_secs(5), act: Duration::from_secs(20) }
    }
}

/// The authority behind its HTTP contract, over a unix socket or TCP.
pub struct HttpAuthority {
    connections: Connections,
    patience: Patience,
}

impl HttpAuthority {
    /// Nothing is sent until the first question.
    #[must_use]
    pub fn new(address: AuthorityAddress, patience: Patience) -> Self {
        Self { connections: Connections::new(address), patience }
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Bytes,
        patience: Duration,
    ) -> Result<(StatusCode, Bytes), AuthorityError> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, "authority")
            .header(CONTENT_TYPE, "application/json")
            .body(body)
            .map_err(|error| AuthorityError::Broken(error.to_string()))?;
        let (status, body) = tokio::time::timeout(patience, self.connections.ask(request))
            .await
            .unwrap_or_else(|_| Err(AuthorityError::Unanswered(format!("nothing within {patience:?}"))))?;
        match status {
            StatusCode::OK | StatusCode::NOT_FOUND => Ok((status, body)),
            StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS => {
                Err(AuthorityError::Refused(read::<Refused>(&body)?.refused))
            }
            status if status.is_server_error() => Err(AuthorityError::Unanswered(format!("HTTP {status}"))),
            status => Err(AuthorityError::Broken(format!("HTTP {status}"))),
        }
    }

    async fn post<Q: Serialize, A: DeserializeOwned>(
        &self,
        path: &str,
        question: &Q,
        patience: Duration,
    ) -> Result<A, AuthorityError> {
        let body = serde_json::to_vec(question).map_err(|error| AuthorityError::Broken(error.to_string()))?;
        read(&found(self.ask(Method::POST, path, body.into(), patience).await?)?)
    }

    async fn get(&self, path: &str) -> Result<(StatusCode, Bytes), AuthorityError> {
        self.ask(Method::GET, path, Bytes::new(), self.patience.look).await
    }
}

fn found((status, body): (StatusCode, Bytes)) -> Result<Bytes, AuthorityError> {
    if status == StatusCode::OK { Ok(body) } else { Err(AuthorityError::Broken(format!("HTTP {status}"))) }
}

/// The body is not quoted in the error: it may hold personal data.
fn read<A: DeserializeOwned>(body: &[u8]) -> Result<A, AuthorityError> {
    serde_json::from_slice(body).map_err(|error| {
        AuthorityError::Broken(format!("{:?} error at column {}", error.classify(), error.column()))
    })
}

impl CardAuthority for HttpAuthority {
    fn find<'a>(&'a self, request: &'a FindRequest) -> Answer<'a, FindAnswer> {
        Box::pin(self.post(path::FIND, request, self.patience.look))
    }

    fn activate<'a>(&'a self, request: &'a ActivateRequest) -> Answer<'a, Activated> {
        Box::pin(self.post(path::ACTIVATIONS, request, self.patience.act))
    }

    fn codes<'a>(&'a self, request: &'a CodesRequest) -> Answer<'a, CodesAnswer> {
        Box::pin(self.post(path::CODES, request, self.patience.act))
    }

    fn suspend<'a>(&'a self, request: &'a ChangeRequest) -> Answer<'a, Changed> {
        Box::pin(self.post(path::SUSPENSIONS, request, self.patience.act))
    }

    fn reactivate<'a>(&'a self, request: &'a ChangeRequest) -> Answer<'a, Changed> {
        Box::pin(self.post(path::REACTIVATIONS, request, self.patience.act))
    }

    fn revoke<'a>(&'a self, request: &'a ChangeRequest) -> Answer<'a, Changed> {
        Box::pin(self.post(path::REVOCATIONS, request, self.patience.act))
    }

    fn cip_question<'a>(&'a self, request: &'a CipQuestionRequest) -> Answer<'a, CipQuestion> {
        Box::pin(self.post(path::CIP_QUESTIONS, request, self.patience.look))
    }

    fn cip_answer<'a>(&'a self, request: &'a CipAnswerRequest) -> Answer<'a, CipAnswer> {
        Box::pin(self.post(path::CIP_ANSWERS, request, self.patience.look))
    }

    fn crl_parts(&self) -> Answer<'_, Vec<CrlPart>> {
        Box::pin(async { read(&found(self.get(path::CRLS).await?)?) })
    }

    fn crl(&self, part: i32) -> Answer<'_, Option<Vec<u8>>> {
        Box::pin(async move {
            let (status, body) = self.get(&format!("{}/{part}", path::CRLS)).await?;
            Ok((status == StatusCode::OK).then(|| body.into()))
        })
    }

    fn ca(&self) -> Answer<'_, Vec<u8>> {
        Box::pin(async { Ok(found(self.get(path::CA).await?)?.into()) })
    }

    fn health(&self) -> Answer<'_, Health> {
        Box::pin(async { read(&found(self.get(path::HEALTH).await?)?) })
    }
}
