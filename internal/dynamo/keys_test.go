package dynamo

import (
	"slices"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

func TestAKeyIsReadAsItWasWritten(t *testing.T) {
	ref := complaint.Ref{Tenant: "acme", Case: casework.NewReference()}
	got, err := parseCasePK(casePK(ref))
	if err != nil || got != ref {
		t.Fatalf("%v, %v; want %v", got, err, ref)
	}
	notice, err := ParseNotice(casePK(ref), noticeSK("n-1"))
	if err != nil || notice != (casework.NoticeRef{Ref: ref, Notice: "n-1"}) {
		t.Fatalf("%v, %v", notice, err)
	}
	of, revision, err := ParseCommit(casePK(ref), commitSK(12))
	if err != nil || of != ref || revision != 12 {
		t.Fatalf("%v, %d, %v", of, revision, err)
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	for _, pk := range []string{"", "C#", "C#acme", "C#acme#x#y", "T#acme#x", "acme#x"} {
		if ref, err := parseCasePK(pk); err == nil {
			t.Errorf("%q was read as %v", pk, ref)
		}
	}
	for _, sk := range []string{"", caseKey, "E#", "E#1", "E#0000000x", "E#+0000001", "N#1"} {
		if _, revision, err := ParseCommit("C#acme#x", sk); err == nil {
			t.Errorf("%q was read as commit %d", sk, revision)
		}
	}
	if n, err := ParseNotice("C#acme#x", caseKey); err == nil {
		t.Errorf("the key of a case was read as %v", n)
	}
}

// The database sorts keys as text; commits and instants have to come in their order all the same.
func TestKeysSortAsWhatTheyStandFor(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.FixedZone("CST", 8*60*60))
	for name, keys := range map[string][]string{
		"commits":  {commitSK(1), commitSK(2), commitSK(10), commitSK(99_999_999)},
		"tiles":    {tileSK(0, 9), tileSK(0, 10), tileSK(1, 0)},
		"places":   {placeSK(0), placeSK(9), placeSK(10)},
		"instants": {stamp(at), stamp(at.Add(time.Millisecond)), stamp(at.Add(time.Second)), stamp(at.In(time.UTC).AddDate(0, 0, 1))},
		"queue":    {queueSK(casework.Brief{Due: at}), queueSK(casework.Brief{Due: at.AddDate(900, 0, 0)}), queueSK(casework.Brief{})},
	} {
		if !slices.IsSorted(keys) {
			t.Errorf("%s: %q", name, keys)
		}
	}
}

func TestCasesAreSpreadOverAllShards(t *testing.T) {
	var in [shards]int
	for range 1000 {
		in[shardOf(complaint.Ref{Tenant: "acme", Case: casework.NewReference()})]++
	}
	for shard, n := range in {
		if n < 150 || n > 350 {
			t.Errorf("shard %d holds %d of 1000 cases", shard, n)
		}
	}
}

func TestARequestsNameIsHidden(t *testing.T) {
	if a, b := requestPK("acme", "secret"), requestPK("acme", "secret#"); a == b || len(a) != len("R#acme#")+64 {
		t.Fatalf("%s, %s", a, b)
	}
}
