#!/bin/sh
# Run once by the postgres image, when its data folder is made: the user who owns Assay's schema, and its database.
# An ordinary user, since a superuser is above row-level security; CREATEROLE lets it make the service's two users.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$ASSAY_DATABASE_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE assay_owner LOGIN NOSUPERUSER NOCREATEDB CREATEROLE NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE assay OWNER assay_owner;
REVOKE ALL ON DATABASE assay FROM PUBLIC;
GRANT CONNECT ON DATABASE assay TO PUBLIC;
SQL
