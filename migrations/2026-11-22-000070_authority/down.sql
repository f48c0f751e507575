-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE authority.crl_due, authority.crls, authority.orders, authority.acts, authority.certificates, authority.chips,
  authority.cards, authority.issuer;
DROP FUNCTION authority.refuse_change();
