#!/usr/bin/env bash
# Bookings and free times in PostgreSQL, in a cluster of its own that is gone afterwards.
#
# Usage: postgres.sh DIRECTORY [--seconds S] [--calendar BOOKINGS.csv]
#
# Bookings: pgbench with 1 and 64 clients inserts one booking a transaction into a table whose EXCLUDE constraint
# forbids overlaps, each at a time of its own, prepared statements over the local socket. Free times: the lines of
# the file (resource, first minute, length) are loaded, and the starts of half-hour visits of all calendars over 90
# days are found as open multiranges minus busy ones. Durability is PostgreSQL's default: each commit is flushed.
# Prints one JSON object; exits 77 with a reason where PostgreSQL 15 or what it needs is missing.
set -euo pipefail

directory="$1"
shift
seconds=0
calendar=""
while [[ $# -gt 0 ]]; do
    case "$1" in
        --seconds) seconds="$2"; shift 2 ;;
        --calendar) calendar="$2"; shift 2 ;;
        *) printf 'unknown option %s\n' "$1" >&2; exit 64 ;;
    esac
done

if [[ -n "$calendar" ]]; then calendar="$(realpath "$calendar")"; fi
directory="$(realpath "$directory")"

skip() { printf '%s\n' "$*" >&2; exit 77; }

bin=/usr/lib/postgresql/15/bin
[[ -x "$bin/initdb" && -x "$bin/pgbench" ]] || skip "PostgreSQL 15 is not installed in $bin"
[[ -f /usr/share/postgresql/15/extension/btree_gist.control ]] || skip "its btree_gist extension is missing"

# PostgreSQL refuses to run as root.
as=()
if [[ "$(id -u)" -eq 0 ]]; then
    id postgres >/dev/null 2>&1 || skip "no user postgres to run it as"
    as=(runuser -u postgres --)
fi

# Its user may be kept out of the directory by one above it: then another place on the same disk will do.
cd /
if ! "${as[@]}" test -x "$directory"; then
    [[ "$(stat -c %d "$directory")" == "$(stat -c %d /var/tmp)" ]] \
        || skip "user postgres may not enter $directory; choose another with --dir"
    directory=/var/tmp
fi
base="$(mktemp -d "${directory%/}/postgres-XXXXXX")"
sockets="$(mktemp -d /tmp/daybook-pg-XXXXXX)"
chmod 0711 "$base"
if [[ ${#as[@]} -gt 0 ]]; then chown postgres "$base" "$sockets"; fi
cleanup() {
    "${as[@]}" "$bin/pg_ctl" -D "$base/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$base" "$sockets"
}
trap cleanup EXIT

settings=(
    -c listen_addresses= -c "unix_socket_directories=$sockets" -c max_connections=100
    -c shared_buffers=1GB -c max_wal_size=4GB -c checkpoint_timeout=30min
    -c fsync=on -c synchronous_commit=on -c full_page_writes=on -c autovacuum=off
    -c max_parallel_workers_per_gather=0 -c jit=off
)
"${as[@]}" "$bin/initdb" -D "$base/data" -A trust -U postgres -E UTF8 --locale=C -N >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$base/data" -w -l "$base/log" -o "${settings[*]}" start >/dev/null

sql() { "${as[@]}" "$bin/psql" -h "$sockets" -U postgres -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

sql -c "CREATE EXTENSION btree_gist" -c "
CREATE TABLE booking (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    resource integer NOT NULL, during int4range NOT NULL, party bigint NOT NULL,
    EXCLUDE USING gist (resource WITH =, during WITH &&)
)" -c "CREATE SEQUENCE slot CACHE 1"

version="$(sql -c "SHOW server_version")"
fields="\"version\": \"PostgreSQL $version\""
fields+=", \"settings\": \"fsync and synchronous_commit on, shared_buffers 1 GB, prepared, local socket\""

if [[ "$seconds" != 0 ]]; then
    script="$sockets/book.sql"
    printf '%s\n' "INSERT INTO booking (resource, during, party)
        SELECT 1 + n % 200, int4range((n / 200 * 5)::int, (n / 200 * 5 + 5)::int), n
        FROM (SELECT nextval('slot') AS n) AS next;" >"$script"
    chmod 0644 "$script"
    for clients in 1 64; do
        threads=$((clients > 1 ? 2 : 1))
        report="$("${as[@]}" timeout -k 5 $((seconds + 30)) "$bin/pgbench" -h "$sockets" -U postgres -n -M prepared -f "$script" \
            -c "$clients" -j "$threads" -T "$seconds" postgres 2>/dev/null)"
        rate="$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' <<<"$report")"
        fields+=", \"bookingsPerSecond$clients\": $rate"
    done
    stored="$(sql -c "SELECT count(*) FROM booking")"
    [[ "$stored" -gt 0 ]] || { printf 'nothing was booked\n' >&2; exit 1; }
    fields+=", \"stored\": $stored"
fi

if [[ -n "$calendar" ]]; then
    sql -c "CREATE TABLE busy (resource integer, first integer, length integer)"
    sql -c "COPY busy FROM STDIN (FORMAT csv)" <"$calendar"
    # The diary's first day is a Monday; its hours are 8 to 12 and 13 to 17 on working days.
    sql -c "CREATE TABLE calendar AS
        SELECT resource, range_agg(int4range(first, first + length)) AS taken,
            (SELECT range_agg(int4range(day * 1440 + opens, day * 1440 + opens + 240))
             FROM generate_series(0, 89) AS day, (VALUES (480), (780)) AS hours (opens)
             WHERE day % 7 < 5) AS open
        FROM busy GROUP BY resource" -c "ANALYZE calendar"
    sql -c "CREATE VIEW starts AS
        SELECT resource, start FROM calendar, unnest(open - taken) AS free,
            generate_series((lower(free) + 29) / 30 * 30, upper(free) - 30, 30) AS start"
    found="$(sql -c "SELECT count(*) FROM starts")"
    rounds=()
    for _ in 1 2 3 4 5; do
        taken="$(sql -c "EXPLAIN (ANALYZE, TIMING OFF) SELECT count(*) FROM
            (SELECT resource, unnest(open - taken) AS free FROM calendar) AS free
            WHERE upper(free) - lower(free) >= 30" | sed -n 's/^Execution Time: \([0-9.]*\) ms$/\1/p')"
        rounds+=("$taken")
    done
    median="$(printf '%s\n' "${rounds[@]}" | sort -n | sed -n 3p)"
    fields+=", \"freeStarts\": $found, \"freeMilliseconds\": $median"
fi

printf '{%s}\n' "$fields"
