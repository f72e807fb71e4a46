package figures

import (
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"time"
)

// Machine says when and where the figures were taken.
func Machine(now time.Time) string {
	return fmt.Sprintf("%s, %s/%s, %d cores, %s of memory, %s",
		now.UTC().Format("2006-01-02 15:04 MST"), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), memory(), runtime.Version())
}

var total = regexp.MustCompile(`MemTotal:\s+(\d+) kB`)

func memory() string {
	text, err := os.ReadFile("/proc/meminfo")
	found := total.FindSubmatch(text)
	if err != nil || found == nil {
		return "unknown size"
	}
	kilo, err := strconv.Atoi(string(found[1]))
	if err != nil {
		return "unknown size"
	}
	return fmt.Sprintf("%.1f GiB", float64(kilo)/(1<<20))
}
