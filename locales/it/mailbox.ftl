# SPDX-License-Identifier: AGPL-3.0-or-later
# La casella di posta del cittadino, nella sola dimostrazione.
mailbox-title = Casella di posta del cittadino
mailbox-about = Solo per la dimostrazione: qui arriva ciò che il cittadino riceverebbe nella propria posta elettronica.
mailbox-empty = Nessun messaggio. La pagina si aggiorna da sola.
mailbox-back = Tutti i messaggi
mailbox-from = Da
mailbox-to = A
mailbox-arrived = Ricevuto
mailbox-subject = Oggetto
mailbox-html = Lo stesso messaggio con la sua veste grafica
