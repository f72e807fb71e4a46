package figures

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestBenchmarksAreRead(t *testing.T) {
	all, err := Benchmarks(strings.NewReader(`goos: linux
pkg: redress/functions/desk
BenchmarkShow-2      	     300	    650870 ns/op	   1517548 p50-ns	  120399 B/op	    1236 allocs/op
PASS
`))
	want := Benchmark{Function: "desk", Name: "Show", P50: 1517548, Mean: 650870, Allocs: 1236}
	if err != nil || len(all) != 1 || all[0] != want {
		t.Fatalf("%+v, %v", all, err)
	}
	if row := all[0].Row(); !row.Missed || row.Value != "p50 1.518 ms, 1236 allocs" {
		t.Errorf("%+v", row)
	}
}

func TestTheTableSaysWhatIsMissed(t *testing.T) {
	var out bytes.Buffer
	Print(&out, "Sizes", []Row{SizeRow("small", 1_000_000), SizeRow("large", 6_000_000), {What: "as it is", Value: "7", Note: "by hand"}})
	for _, want := range []string{
		"| small | 1.00 MB | ≤ 5 MB | held |", "| large | 6.00 MB | ≤ 5 MB | **missed** |", "it would take letters", "| as it is | 7 |  | by hand |",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, out.String())
		}
	}
}

// The price of a thousand cases, reckoned by hand from the list.
func TestPrice(t *testing.T) {
	prices := Prices{WriteUnits: 1, ReadUnits: 0.5, Transitions: 25, Invocations: 0.2, Memory: 0.00002, Gigabytes: 0.25, Seconds: 0.1, Requests: 4}
	bill := prices.Thousand(Usage{WriteUnits: 100, ReadUnits: 200, Transitions: 20, Invocations: 10, Requests: 5})
	want := Bill{Database: 0.2, Machines: 0.5, Functions: 0.002 + 0.005, Gateway: 0.02}
	for name, pair := range map[string][2]float64{
		"database": {bill.Database, want.Database}, "machines": {bill.Machines, want.Machines},
		"functions": {bill.Functions, want.Functions}, "gateway": {bill.Gateway, want.Gateway},
	} {
		if diff := pair[0] - pair[1]; diff > 1e-9 || diff < -1e-9 {
			t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
		}
	}
}

func TestTheListOfPricesIsWhole(t *testing.T) {
	p, err := ListPrices()
	if err != nil || p.Region == "" || p.AsOf == "" || p.WriteUnits*p.ReadUnits*p.Transitions*p.Invocations*p.Memory*p.Gigabytes*p.Seconds*p.Requests == 0 {
		t.Errorf("%+v, %v", p, err)
	}
}

// A function counts as started when it asks for its first event; one that ends before says why.
func TestStart(t *testing.T) {
	script := func(text string) string {
		path := filepath.Join(t.TempDir(), "bootstrap")
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if _, err := Start(t.Context(), script("echo no table >&2; exit 1"), nil); err == nil || !strings.Contains(err.Error(), "no table") {
		t.Errorf("error %v", err)
	}
	ask := `exec python3 -c 'import os,urllib.request as u; u.urlopen("http://"+os.environ["AWS_LAMBDA_RUNTIME_API"]+"/2018-06-01/runtime/invocation/next")'`
	took, err := Start(t.Context(), script(ask), []string{"PATH=" + os.Getenv("PATH")})
	if err != nil || took <= 0 || took > startPatience {
		t.Errorf("%s, %v", took, err)
	}
	if row := StartRow("f", 61*time.Millisecond, time.Second); !row.Missed {
		t.Errorf("%+v", row)
	}
}
