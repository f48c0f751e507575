-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The monthly report by mail: one for each month and supervisor, with counts and a link, and nobody's name in it. The worker reads
-- the figures with the role of reports; into the outbox it writes by one function alone, and to supervisors alone.

CREATE TABLE monthly_reports (
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  operator_id uuid NOT NULL REFERENCES operators,
  outbox_id uuid NOT NULL UNIQUE REFERENCES outbox,
  at timestamptz NOT NULL,
  audit_row_id uuid NOT NULL UNIQUE REFERENCES audit_rows DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (month, operator_id),
  CONSTRAINT monthly_reports_after_the_month CHECK (at >= (month + interval '1 month') AT TIME ZONE 'Europe/Rome')
);
CREATE TRIGGER monthly_reports_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON monthly_reports
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check, ADD CONSTRAINT outbox_kind_check
  CHECK (kind IN ('second_half', 'ownership_code', 'address_notice', 'account_notice', 'invitation', 'monthly_report'));
ALTER TABLE outbox ADD CONSTRAINT outbox_monthly_reports_are_of_no_case
  CHECK (kind <> 'monthly_report' OR (case_id IS NULL AND lane = 1));

-- Who is told of a month: who was a supervisor when it ended and still is, with an account in use and an address.
CREATE FUNCTION month_supervisors(the_month date, now timestamptz)
RETURNS TABLE (operator_id uuid, recipient text, counter_id uuid, code text, name text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT DISTINCT o.id, o.contact_address, c.id, c.code, c.name
  FROM operators o JOIN duties d ON d.operator_id = o.id JOIN counters c ON c.id = d.counter_id
  WHERE d.duty = 'supervisor' AND d.since < (the_month + interval '1 month') AT TIME ZONE 'Europe/Rome'
    AND (d.until IS NULL OR d.until > now)
    AND o.ended_at IS NULL AND o.suspended_at IS NULL AND o.ready_at IS NOT NULL AND o.contact_address <> '' $$;

-- What is to be sent at a moment, of the last month, from the third hour after its end: by then its samples are drawn.
CREATE FUNCTION monthly_reports_due(now timestamptz)
RETURNS TABLE (month date, operator_id uuid, recipient text, counter_id uuid, code text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.month, s.* FROM (SELECT (date_trunc('month', (now - interval '3 hours') AT TIME ZONE 'Europe/Rome')
      - interval '1 month')::date AS month) m
    CROSS JOIN LATERAL month_supervisors(m.month, now) s
  WHERE NOT EXISTS (SELECT FROM monthly_reports r WHERE r.month = m.month AND r.operator_id = s.operator_id)
  ORDER BY s.operator_id, s.code $$;

-- The worker's one way into the outbox, in the transaction that holds the register's row: a report to a supervisor's own address.
CREATE FUNCTION post_monthly_report(the_month date, the_operator uuid, the_outbox uuid, the_recipient text, the_payload bytea,
  now timestamptz, give_up_at timestamptz, the_row uuid)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM month_supervisors(the_month, now) s
      WHERE s.operator_id = the_operator AND lower(s.recipient) = lower(the_recipient)) THEN
    RAISE EXCEPTION 'monthly_reports_go_to_supervisors: %', the_operator USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO outbox (id, kind, lane, recipient, payload, posted_at, next_attempt_at, give_up_at)
    VALUES (the_outbox, 'monthly_report', 1, the_recipient, the_payload, now, now, give_up_at);
  INSERT INTO monthly_reports (month, operator_id, outbox_id, at, audit_row_id)
    VALUES (the_month, the_operator, the_outbox, now, the_row);
END $$;

-- What no view of the reports counts: cases opened in a time; and, as the pages show them at a moment, samples whose check is not over
-- and days before today that are not closed.
CREATE FUNCTION reports.counter_standing(the_counter uuid, first timestamptz, beyond timestamptz, now timestamptz,
  OUT cases bigint, OUT samples_open bigint, OUT days_not_closed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT
    (SELECT count(*) FROM cases c WHERE c.counter_id = the_counter AND c.opened_at >= first AND c.opened_at < beyond),
    (SELECT count(*) FROM sample_draws d JOIN samples s ON s.draw_id = d.id
      LEFT JOIN LATERAL (SELECT x.outcome FROM sample_results x WHERE x.sample_id = s.id ORDER BY x.ordinal DESC LIMIT 1) k ON true
      WHERE d.counter_id = the_counter AND coalesce(k.outcome, 'not_reached') IN ('not_reached', 'awaiting_answer')),
    (SELECT count(*) FROM days_to_close(the_counter, now) d WHERE d < rome_day(now)) $$;

GRANT SELECT ON monthly_reports TO sportello_worker;
GRANT EXECUTE ON FUNCTION monthly_reports_due(timestamptz),
  post_monthly_report(date, uuid, uuid, text, bytea, timestamptz, timestamptz, uuid) TO sportello_worker;
GRANT EXECUTE ON FUNCTION reports.counter_standing(uuid, timestamptz, timestamptz, timestamptz) TO sportello_reports;
