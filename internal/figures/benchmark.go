package figures

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"
)

// Benchmark is the result of one benchmark of a handler.
type Benchmark struct {
	Function, Name string
	P50, Mean      time.Duration
	Allocs         int
	Creates        float64 // cases a second, of a benchmark that makes them
}

// Benchmarks reads what go test -bench wrote.
func Benchmarks(in io.Reader) ([]Benchmark, error) {
	var all []Benchmark
	var function string
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		line := lines.Text()
		if pkg, is := strings.CutPrefix(line, "pkg: "); is {
			function = path.Base(pkg)
		}
		if strings.HasPrefix(line, "Benchmark") {
			all = append(all, benchmarkOf(function, strings.Fields(line)))
		}
	}
	return all, lines.Err()
}

// benchmarkOf reads a line: name, runs, and then pairs of a number and its unit.
func benchmarkOf(function string, words []string) Benchmark {
	name, _, _ := strings.Cut(strings.TrimPrefix(words[0], "Benchmark"), "-")
	b := Benchmark{Function: function, Name: name}
	for i := 2; i+1 < len(words); i += 2 {
		n, _ := strconv.ParseFloat(words[i], 64)
		switch words[i+1] {
		case "ns/op":
			b.Mean = time.Duration(n)
		case "p50-ns":
			b.P50 = time.Duration(n)
		case "allocs/op":
			b.Allocs = int(n)
		case "creates/s":
			b.Creates = n
		}
	}
	return b
}

// handlerGoal is how long a handler may take without what it waits for.
const handlerGoal = time.Millisecond

// Row is the benchmark as a row.
func (b Benchmark) Row() Row {
	return Row{
		What: b.Function + ": " + b.Name, Goal: "< 1 ms", Missed: b.P50 >= handlerGoal,
		Value: fmt.Sprintf("p50 %.3f ms, %d allocs", float64(b.P50)/1e6, b.Allocs),
	}
}
