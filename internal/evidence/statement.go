package evidence

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
	"redress/internal/ledger"
)

// Statement is what the exporter says of an export and signs. Proofs show that what is there is true; only a statement can say that
// there is no more.
type Statement struct {
	Ref      complaint.Ref
	Revision int        // of the case's last commit in the log
	Last     ledger.Sum // of that commit
	Size     int64      // of the log
	Root     tlog.Hash
	At       time.Time
	Sums     map[string]ledger.Sum // of each other file
}

const statementTitle = "redress-export/1"

// mostCommits is far more than a case has.
const mostCommits = 1_000_000

// Text is the statement without its signature.
func (s Statement) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\ntenant %s\ncase %s\nrevision %d\nlast %s\nsize %d\nroot %s\nat %s\n",
		statementTitle, s.Ref.Tenant, s.Ref.Case, s.Revision, s.Last, s.Size, s.Root, s.At.UTC().Format(time.RFC3339))
	for _, name := range slices.Sorted(maps.Keys(s.Sums)) {
		fmt.Fprintf(&b, "file %s %s\n", s.Sums[name], name)
	}
	return b.String()
}

// parseStatement reads what Text wrote, and nothing else.
func parseStatement(text string) (s Statement, err error) {
	const facts = 8 // lines before the files
	lines := strings.Split(text, "\n")
	if len(lines) <= facts || lines[0] != statementTitle {
		return s, errors.New("it is no statement on an export")
	}
	value := func(i int, name string) string {
		v, is := strings.CutPrefix(lines[i], name+" ")
		if !is {
			err = errors.Join(err, fmt.Errorf("line %d says no %s", i+1, name))
		}
		return v
	}
	keep := func(broken error) { err = errors.Join(err, broken) }
	s.Ref = complaint.Ref{Tenant: value(1, "tenant"), Case: value(2, "case")}
	var broken error
	s.Revision, broken = strconv.Atoi(value(3, "revision"))
	keep(broken)
	keep(s.Last.UnmarshalText([]byte(value(4, "last"))))
	s.Size, broken = strconv.ParseInt(value(5, "size"), 10, 64)
	keep(broken)
	s.Root, broken = tlog.ParseHash(value(6, "root"))
	keep(broken)
	s.At, broken = time.Parse(time.RFC3339, value(7, "at"))
	keep(broken)
	s.Sums, broken = parseSums(lines[facts:])
	keep(broken)
	if s.Revision < 1 || s.Revision > mostCommits {
		keep(fmt.Errorf("it counts %d commits", s.Revision))
	}
	if err == nil && s.Text() != text {
		err = errors.New("it is not written as statements are")
	}
	return s, err
}

func parseSums(lines []string) (map[string]ledger.Sum, error) {
	sums := map[string]ledger.Sum{}
	for _, line := range lines {
		if line == "" {
			continue
		}
		parts := strings.SplitN(line, " ", 3)
		if len(parts) != 3 || parts[0] != "file" {
			return nil, fmt.Errorf("%q names no file", line)
		}
		var sum ledger.Sum
		if err := sum.UnmarshalText([]byte(parts[1])); err != nil {
			return nil, err
		}
		sums[parts[2]] = sum
	}
	return sums, nil
}

// tenantOf reads the tenant of a statement before its signature is checked: the name that it must be signed under.
func tenantOf(signed []byte) string {
	lines := strings.SplitN(string(signed), "\n", 3)
	if len(lines) < 3 || lines[0] != statementTitle {
		return ""
	}
	tenant, _ := strings.CutPrefix(lines[1], "tenant ")
	return tenant
}
