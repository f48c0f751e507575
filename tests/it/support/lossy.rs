// SPDX-License-Identifier: AGPL-3.0-or-later
//! An authority that loses answers.

use sportello::authority::client::{Answer, AuthorityError, CardAuthority};
use sportello::authority::contract::{
    ActivateRequest, Activated, ChangeRequest, Changed, CipAnswer, CipAnswerRequest, CipQuestion,
    CipQuestionRequest, CodesAnswer, CodesRequest, CrlPart, FindAnswer, FindRequest, Health, Refusal,
};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What happens to one act.
#[derive(Clone, Copy, Debug)]
pub enum Mischief {
    /// It acts and drops the line.
    LosesAnswer,
    /// It acts and answers so much later.
    Late(Duration),
    /// The question arrives twice; the second answer is given.
    Twice,
    /// It says no without looking: after a lost yes, a no that is not true.
    SaysNo(Refusal),
    /// The question never arrives.
    Away,
}

/// Wraps an authority; acts (activate, codes, suspend, reactivate, revoke, answers about a CIP) meet the planned mischief one after the
/// other, and behave well when none is left.
pub struct LossyAuthority {
    inner: Arc<dyn CardAuthority>,
    plan: Mutex<VecDeque<Mischief>>,
    away: AtomicBool,
    acts: AtomicUsize,
}

impl LossyAuthority {
    pub fn new(inner: Arc<dyn CardAuthority>, plan: impl IntoIterator<Item = Mischief>) -> Self {
        let plan = Mutex::new(plan.into_iter().collect());
        Self { inner, plan, away: AtomicBool::new(false), acts: AtomicUsize::new(0) }
    }

    /// Adds to what is planned.
    pub fn plan(&self, mischief: Mischief) {
        self.plan.lock().unwrap().push_back(mischief);
    }

    /// Nothing at all reaches it while away, look-ups neither.
    pub fn set_away(&self, away: bool) {
        self.away.store(away, Ordering::SeqCst);
    }

    /// How many acts have reached the authority itself.
    pub fn acts(&self) -> usize {
        self.acts.load(Ordering::SeqCst)
    }

    fn reach(&self) -> Result<(), AuthorityError> {
        if self.away.load(Ordering::SeqCst) {
            return Err(AuthorityError::Unreachable("away in this test".into()));
        }
        Ok(())
    }

    async fn act<'a, T: 'a>(&'a self, ask: impl Fn() -> Answer<'a, T>) -> Result<T, AuthorityError> {
        self.reach()?;
        let ask = || {
            self.acts.fetch_add(1, Ordering::SeqCst);
            ask()
        };
        let next = self.plan.lock().unwrap().pop_front();
        match next {
            None => ask().await,
            Some(Mischief::LosesAnswer) => {
                let _lost = ask().await;
                Err(AuthorityError::Unanswered("lost in this test".into()))
            }
            Some(Mischief::Late(delay)) => {
                let answer = ask().await;
                tokio::time::sleep(delay).await;
                answer
            }
            Some(Mischief::Twice) => {
                let _first = ask().await;
                ask().await
            }
            Some(Mischief::SaysNo(refusal)) => Err(AuthorityError::Refused(refusal)),
            Some(Mischief::Away) => Err(AuthorityError::Unreachable("away in this test".into())),
        }
    }
}

impl CardAuthority for LossyAuthority {
    fn find<'a>(&'a self, request: &'a FindRequest) -> Answer<'a, FindAnswer> {
        Box::pin(async {
            self.reach()?;
            self.inner.find(request).await
        })
    }

    fn activate<'a>(&'a self, request: &'a ActivateRequest) -> Answer<'a, Activated> {
        Box::pin(self.act(|| self.inner.activate(request)))
    }

    fn codes<'a>(&'a self, request: &'a CodesRequest) -> Answer<'a, CodesAnswer> {
        Box::pin(self.act(|| self.inner.codes(request)))
    }

    fn suspend<'a>(&'a self, request: &'a ChangeRequest) -> Answer<'a, Changed> {
        Box::pin(self.act(|| self.inner.suspend(request)))
    }

    fn reactivate<'a>(&'a self, request: &'a ChangeRequest) -> Answer<'a, Changed> {
        Box::pin(self.act(|| self.inner.reactivate(request)))
    }

    fn revoke<'a>(&'a self, request: &'a ChangeRequest) -> Answer<'a, Changed> {
        Box::pin(self.act(|| self.inner.revoke(request)))
    }

    fn cip_question<'a>(&'a self, request: &'a CipQuestionRequest) -> Answer<'a, CipQuestion> {
        Box::pin(async {
            self.reach()?;
            self.inner.cip_question(request).await
        })
    }

    fn cip_answer<'a>(&'a self, request: &'a CipAnswerRequest) -> Answer<'a, CipAnswer> {
        Box::pin(self.act(|| self.inner.cip_answer(request)))
    }

    fn crl_parts(&self) -> Answer<'_, Vec<CrlPart>> {
        self.inner.crl_parts()
    }

    fn crl(&self, part: i32) -> Answer<'_, Option<Vec<u8>>> {
        Box::pin(async move {
            self.reach()?;
            self.inner.crl(part).await
        })
    }

    fn ca(&self) -> Answer<'_, Vec<u8>> {
        Box::pin(async {
            self.reach()?;
            self.inner.ca().await
        })
    }

    fn health(&self) -> Answer<'_, Health> {
        Box::pin(async {
            self.reach()?;
            self.inner.health().await
        })
    }
}
