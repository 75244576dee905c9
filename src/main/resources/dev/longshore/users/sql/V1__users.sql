-- One user in each row; record is what docs/users.md describes, in JSON. The gateway does not read changed.
create table if not exists longshore_user (
    name    varchar(200)             primary key,
    record  text                     not null,
    changed timestamp with time zone not null default current_timestamp
);
