package dynamo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/library"
)

// Every key of the table is made here.
//
//	item      | pk                  | sk                   | written                    | read
//	----------+---------------------+----------------------+----------------------------+---------------------------
//	case      | C#tenant#case       | CASE                 | with each commit, if rev   | get: every command, view
//	commit    | C#tenant#case       | E#00000001           | once                       | query E#: history; with the case: reading
//	notice    | C#tenant#case       | N#case-rev-n         | with its commit; by sender | get: sender; query N#: desk
//	token     | C#tenant#case       | TOKEN                | by each waiting journey    | get: whoever moves the case
//	request   | R#tenant#sha256     | REQUEST              | with its commit, once; TTL | by its failed condition
//	wait      | W#tenant#2026-11    | instant#case         | with the commit that ends  | query: report on pauses
//	judgement | J#tenant#2026-11    | instant#case         | with the first assessment  | query: drift, labels
//	closing   | Z#tenant#2026-11    | instant#case         | with the commit that closes| query: fairness, reports
//	entry     | Y#tenant#kind#2026-11 | instant#case       | with its record, once      | query: a ledger's page
//	number    | N#tenant#hash       | instant#case         | with its record, once; TTL | query, newest: recording
//	print     | P#tenant#hash       | instant#case         | with its filing, once; TTL | query, newest: reading
//	load      | H#tenant            | user                 | with each change of owner  | query: assignment
//	asked     | A#tenant#2026-11    | 2026-11-23           | with each question: adds   | query: operator's report
//	purchases | P#tenant#hash       | PURCHASES            | by the operator            | with the prints: reading
//	act       | B#tenant#2026-11    | instant#case#rev     | by the ledger, from stream | query: audit
//	look      | V#tenant#2026-11    | instant#who#case...  | before it is shown         | query: audit
//	precedent | K#tenant#bucket     | day#P-id             | when its case closed; TTL  | query, newest: advice
//	card      | K#tenant#card:P-id  | CARD                 | before its precedents; TTL | get: before they change
//	tenant    | T#tenant            | TENANT               | by the operator            | get: cached some seconds
//	document  | T#tenant            | D#kind#name          | by the operator, once      | get: cached for good
//	tree      | L#tenant            | TREE                 | with each append, if size  | get: each append, export
//	tile      | L#tenant            | 0#0000000000         | with its append, once      | get: export
//	place     | L#tenant#case       | P#0000               | with its append            | query: each append, export
//
//	index due   | due_pk: DUE#shard  | due_sk: instant#case | of a case: next check; of a notice: next try. Only what waits.
//	            | due_pk: KEEP#shard | due_sk: instant#case | of a closed case: when it was kept for long enough
//	index queue | queue_pk: Q#tenant#shelf | queue_sk: due#case | of a case that is not closed: by flow and grade, or what is unusual
//	index owner | owner_pk: O#tenant#user, U#tenant#department | queue_sk | of the same: by who has it, or who should
//
// The sweep queries each shard of due up to now: its cost grows with what is due, not with what is open.

const (
	caseKey    = "CASE"
	tokenKey   = "TOKEN"
	requestKey = "REQUEST"
	tenantKey  = "TENANT"

	treeKey = "TREE"
	cardKey = "CARD" // of a precedent, says in which buckets it is

	purchasesKey = "PURCHASES" // sorts behind every instant

	commitPrefix = "E#"
	noticePrefix = "N#"
	placePrefix  = "P#"

	// maxRevision is the last revision that a commit's key has room for.
	maxRevision = 99_999_999

	dueIndex   = "due"
	queueIndex = "queue"
	ownerIndex = "owner"

	// shards is the number of parts of the due index. A sweep makes at least as many requests.
	shards = 4
)

func casePK(ref complaint.Ref) string { return "C#" + ref.Tenant + "#" + ref.Case }

// parseCasePK reads what casePK wrote. Neither part can hold a #.
func parseCasePK(pk string) (complaint.Ref, error) {
	parts := strings.Split(pk, "#")
	if len(parts) != 3 || parts[0] != "C" {
		return complaint.Ref{}, fmt.Errorf("%q is not the key of a case", pk)
	}
	return complaint.Ref{Tenant: parts[1], Case: parts[2]}, nil
}

func commitSK(revision int) string { return fmt.Sprintf("%s%08d", commitPrefix, revision) }

// parseCommitSK reads what commitSK wrote.
func parseCommitSK(sk string) (int, error) {
	digits, ok := strings.CutPrefix(sk, commitPrefix)
	revision, err := strconv.Atoi(digits)
	if !ok || err != nil || commitSK(revision) != sk {
		return 0, fmt.Errorf("%q is not the key of a commit", sk)
	}
	return revision, nil
}

// ParseCommit reads the keys of a commit, as the table's stream brings them.
func ParseCommit(pk, sk string) (complaint.Ref, int, error) {
	ref, err := parseCasePK(pk)
	if err != nil {
		return ref, 0, err
	}
	revision, err := parseCommitSK(sk)
	return ref, revision, err
}

// logPK is a tenant's evidence log.
func logPK(tenant string) string { return "L#" + tenant }

func tileSK(level int, number int64) string { return fmt.Sprintf("%d#%010d", level, number) }

func placePK(ref complaint.Ref) string { return "L#" + ref.Tenant + "#" + ref.Case }

func placeSK(page int) string { return fmt.Sprintf("%s%04d", placePrefix, page) }

func noticeSK(id string) string { return noticePrefix + id }

// requestPK hides the client's word for a request, which is the client's own business.
func requestPK(tenant, key string) string {
	sum := sha256.Sum256([]byte(key))
	return "R#" + tenant + "#" + hex.EncodeToString(sum[:])
}

// waitPK is the month, in UTC, in which a pause ended.
func waitPK(tenant string, ended time.Time) string {
	return "W#" + tenant + "#" + ended.UTC().Format("2006-01")
}

func waitSK(w casework.Waited) string { return stamp(w.To) + "#" + w.Case }

// askedPK is the month, in UTC, of counted questions. Its items are days.
func askedPK(tenant string, at time.Time) string {
	return "A#" + tenant + "#" + at.UTC().Format("2006-01")
}

// judgedPK is the month, in UTC, in which a person first assessed a case.
func judgedPK(tenant string, at time.Time) string {
	return "J#" + tenant + "#" + at.UTC().Format("2006-01")
}

func judgedSK(j casework.Judgement) string { return stamp(j.At) + "#" + j.Case }

// closingPK is the month, in UTC, in which a case closed.
func closingPK(tenant string, at time.Time) string {
	return "Z#" + tenant + "#" + at.UTC().Format("2006-01")
}

func closingSK(c casework.Closing) string { return stamp(c.At) + "#" + c.Case }

// lookPK is the month, in UTC, in which somebody looked at what is confidential.
func lookPK(tenant string, at time.Time) string {
	return "V#" + tenant + "#" + at.UTC().Format("2006-01")
}

// lookSK tells every look from every other; a user's name is any text, so it is hashed.
func lookSK(l casework.Look) string {
	sum := sha256.Sum256([]byte(l.By.ID))
	return strings.Join([]string{stamp(l.At), hex.EncodeToString(sum[:8]), l.Case, string(l.What), l.Of}, "#")
}

// entryPK is the month, in UTC, of a ledger's entries.
func entryPK(tenant, kind string, at time.Time) string {
	return "Y#" + tenant + "#" + kind + "#" + at.UTC().Format("2006-01")
}

func entrySK(e casework.Entry) string { return stamp(e.At) + "#" + e.Case }

// parseEntrySK says whether entrySK could have written a key.
func parseEntrySK(sk string) bool {
	at, id, _ := strings.Cut(sk, "#")
	_, err := time.Parse(stampLayout, at)
	return err == nil && casework.ValidReference(id)
}

// numberPK is the number of a voucher, a bill or an order that is disputed, as a keyed hash.
func numberPK(tenant, key string) string { return "N#" + tenant + "#" + key }

func numberSK(n casework.Number) string { return stamp(n.At) + "#" + n.Case }

// printPK is one of a complainant's keys, a keyed hash.
func printPK(tenant, key string) string { return "P#" + tenant + "#" + key }

func printSK(m casework.Mark) string { return stamp(m.ReceivedAt) + "#" + m.Case }

// precedentPK is a bucket of a tenant's precedents. Bucket names hold no #.
func precedentPK(tenant, bucket string) string { return "K#" + tenant + "#" + bucket }

// cardPK is where it stands in which buckets a precedent is. No bucket is named so.
func cardPK(tenant, id string) string { return precedentPK(tenant, "card:"+id) }

// precedentSK sorts by the day on which the complaint came in, which never changes.
func precedentSK(p library.Precedent) string { return p.Received + "#" + p.ID }

func tenantPK(id string) string { return "T#" + id }

func documentSK(kind, name string) string { return "D#" + kind + "#" + name }

func duePK(shard int) string { return fmt.Sprintf("DUE#%d", shard) }

// keepPK is apart from what is due, so that the sweep of every minute does not meet it.
func keepPK(shard int) string { return fmt.Sprintf("KEEP#%d", shard) }

func dueSK(at time.Time, ref complaint.Ref) string {
	return stamp(at) + "#" + ref.Tenant + "#" + ref.Case
}

// shardOf spreads cases over the shards.
func shardOf(ref complaint.Ref) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(casePK(ref)))
	return int(h.Sum32() % shards)
}

// queuePK is a shelf of a tenant's queue.
func queuePK(tenant, shelf string) string { return "Q#" + tenant + "#" + shelf }

// oldQueuePK is where open cases are that nobody has touched since the queue had no shelves.
func oldQueuePK(tenant string) string { return "Q#" + tenant }

// ownerPK is where an owner's cases are, or those that a department has without an owner.
func ownerPK(tenant string, b casework.Brief) string {
	if b.Owner == "" {
		return unownedPK(tenant, b.Department)
	}
	return ownedPK(tenant, b.Owner)
}

func ownedPK(tenant, user string) string { return "O#" + tenant + "#" + user }

func unownedPK(tenant, department string) string { return "U#" + tenant + "#" + department }

// loadPK is the partition of what each member of a tenant's staff has.
func loadPK(tenant string) string { return "H#" + tenant }

// queueSK sorts by the next deadline; a case that has none comes last.
func queueSK(b casework.Brief) string {
	if b.Due.IsZero() {
		return never + "#" + b.Case
	}
	return stamp(b.Due) + "#" + b.Case
}

const (
	stampLayout = "2006-01-02T15:04:05.000Z"
	never       = "9999" // sorts behind every instant
)

// stamp is an instant that sorts as text, to the millisecond.
func stamp(at time.Time) string { return at.UTC().Format(stampLayout) }

// ParseNotice reads the keys of a notice, as the table's stream brings them.
func ParseNotice(pk, sk string) (casework.NoticeRef, error) {
	ref, err := parseCasePK(pk)
	id, ok := strings.CutPrefix(sk, noticePrefix)
	if err != nil || !ok {
		return casework.NoticeRef{}, fmt.Errorf("%q %q is not the key of a notice", pk, sk)
	}
	return casework.NoticeRef{Ref: ref, Notice: id}, nil
}
