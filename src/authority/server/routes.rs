// SPDX-License-Identifier: AGPL-3.0-or-later
//! The contract's paths.

use actix_web::web::{self, Data, Json};
use actix_web::{HttpResponse, http::StatusCode};
use chrono::Utc;

use super::answer::{Failure, unfit_body};
use crate::authority::contract::{
    ActivateRequest, Activated, ChangeRequest, Changed, CipAnswer, CipAnswerRequest, CipQuestion,
    CipQuestionRequest, CodesAnswer, CodesRequest, CrlPart, FindAnswer, FindRequest, Health, path,
};
use crate::authority::engine::{Act, Engine};

/// Longest body that any question of the contract needs.
const LONGEST_QUESTION: usize = 16 << 10;

type Answer<T> = Result<Json<T>, Failure>;

pub(super) fn configure(app: &mut web::ServiceConfig) {
    app.app_data(web::JsonConfig::default().limit(LONGEST_QUESTION).error_handler(unfit_body))
        .route(path::FIND, web::post().to(find))
        .route(path::ACTIVATIONS, web::post().to(activate))
        .route(path::CODES, web::post().to(codes))
        .route(path::SUSPENSIONS, web::post().to(suspend))
        .route(path::REACTIVATIONS, web::post().to(reactivate))
        .route(path::REVOCATIONS, web::post().to(revoke))
        .route(path::CIP_QUESTIONS, web::post().to(cip_question))
        .route(path::CIP_ANSWERS, web::post().to(cip_answer))
        .route(path::CRLS, web::get().to(crl_parts))
        .route(&format!("{}/{{part}}", path::CRLS), web::get().to(crl))
        .route(path::CA, web::get().to(ca))
        .route(path::HEALTH, web::get().to(health))
        .default_service(web::to(absent));
}

async fn find(engine: Data<Engine>, question: Json<FindRequest>) -> Answer<FindAnswer> {
    Ok(Json(engine.find(&question, Utc::now()).await?))
}

async fn activate(engine: Data<Engine>, question: Json<ActivateRequest>) -> Answer<Activated> {
    Ok(Json(engine.activate(&question, Utc::now()).await?))
}

async fn codes(engine: Data<Engine>, question: Json<CodesRequest>) -> Answer<CodesAnswer> {
    Ok(Json(engine.codes(&question, Utc::now()).await?))
}

async fn suspend(engine: Data<Engine>, question: Json<ChangeRequest>) -> Answer<Changed> {
    Ok(Json(engine.change(Act::Suspend, &question, Utc::now()).await?))
}

async fn reactivate(engine: Data<Engine>, question: Json<ChangeRequest>) -> Answer<Changed> {
    Ok(Json(engine.change(Act::Reactivate, &question, Utc::now()).await?))
}

async fn revoke(engine: Data<Engine>, question: Json<ChangeRequest>) -> Answer<Changed> {
    Ok(Json(engine.change(Act::Revoke, &question, Utc::now()).await?))
}

async fn cip_question(engine: Data<Engine>, question: Json<CipQuestionRequest>) -> Answer<CipQuestion> {
    Ok(Json(engine.cip_question(&question, Utc::now()).await?))
}

async fn cip_answer(engine: Data<Engine>, question: Json<CipAnswerRequest>) -> Answer<CipAnswer> {
    Ok(Json(engine.cip_answer(&question, Utc::now()).await?))
}

async fn crl_parts(engine: Data<Engine>) -> Json<Vec<CrlPart>> {
    Json(engine.crl_parts())
}

async fn crl(engine: Data<Engine>, part: web::Path<String>) -> Result<HttpResponse, Failure> {
    let list = part.parse().ok().and_then(|part| engine.crl(part)).ok_or(Failure::Absent)?;
    let list = web::Bytes::from_owner(list);
    Ok(HttpResponse::Ok().content_type("application/pkix-crl").body(list))
}

async fn ca(engine: Data<Engine>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/pkix-cert").body(engine.ca().to_vec())
}

async fn health(engine: Data<Engine>) -> Json<Health> {
    Json(engine.health(Utc::now()).await)
}

async fn absent() -> Result<HttpResponse, Failure> {
    Err(Failure::Unfit(StatusCode::NOT_FOUND))
}
