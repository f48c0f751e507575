// SPDX-License-Identifier: AGPL-3.0-or-later
//! Answers: what the contract foresees, as JSON; a refusal as 409 or 429; everything else small and without detail.

use std::fmt;

use actix_web::body::BoxBody;
use actix_web::error::JsonPayloadError;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use serde::Serialize;

use crate::authority::contract::{Refusal, Refused};
use crate::authority::engine::EngineError;

/// Whatever is not the answer asked for.
#[derive(Debug)]
pub(super) enum Failure {
    Refused(Refusal),
    /// The question does not fit the contract.
    Unfit(StatusCode),
    /// There is no such thing.
    Absent,
    /// Something broke; `away`: asking again later is worth it.
    Broken {
        away: bool,
    },
}

#[derive(Serialize)]
struct ErrorBody {
    error: &'static str,
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Refused(refusal) => Self::Refused(refusal),
            EngineError::Broken(breakage) => {
                tracing::error!(error = %breakage, "the card authority could not answer");
                Self::Broken { away: breakage.is_away() }
            }
        }
    }
}

impl Failure {
    fn words(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Unfit(_) => "the question does not fit the contract",
            Self::Absent => "there is no such thing",
            Self::Broken { away: true } => "the database is away; ask again with the same reference",
            Self::Broken { away: false } => "something broke; ask again with the same reference",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Refused(Refusal::CapReached) => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused(_) => StatusCode::CONFLICT,
            Self::Unfit(status) => *status,
            Self::Absent => StatusCode::NOT_FOUND,
            Self::Broken { away: true } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken { away: false } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = HttpResponse::build(self.status_code());
        match self {
            Self::Refused(refused) => response.json(Refused { refused: *refused }),
            other => response.json(ErrorBody { error: other.words() }),
        }
    }
}

/// A body that is no JSON of the contract, or too long. Its content is not repeated: it may be personal data.
pub(super) fn unfit_body(error: JsonPayloadError, _: &HttpRequest) -> actix_web::Error {
    let status = match error {
        JsonPayloadError::Overflow { .. } | JsonPayloadError::OverflowKnownLength { .. } => {
            StatusCode::PAYLOAD_TOO_LARGE
        }
        _ => StatusCode::BAD_REQUEST,
    };
    Failure::Unfit(status).into()
}
