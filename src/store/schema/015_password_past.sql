-- 015_password_past.sql: the passwords that an account had, for offices that follow the state's rules of passwords.

-- The newest ten of each account, as slow hashes; id grows with time. set_at of the newest says how old the password is.
CREATE TABLE password_past (
    id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES account(id), set_at BIGINT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX password_past_account ON password_past (account_id, id);
