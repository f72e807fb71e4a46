package functest

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
)

// logs is what the tests of a package log, and what must not stand in it.
var logs = watch{
	personal: []string{Wang.Name, Wang.Email, Wang.Phone, Content, StaffOnly, Han.Mail, "my own words", masterKey},
}

type watch struct {
	mu       sync.Mutex
	logged   bytes.Buffer
	personal []string
}

func (l *watch) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.logged.Write(line)
}

// leaks are the personal texts that were logged.
func (l *watch) leaks() (found []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, text := range l.personal {
		if strings.Contains(l.logged.String(), text) {
			found = append(found, text)
		}
	}
	return found
}

// KeepOutOfLogs adds to what no test may log.
func KeepOutOfLogs(text string) {
	logs.mu.Lock()
	defer logs.mu.Unlock()
	logs.personal = append(logs.personal, text)
}

// Main runs the tests of a package and then reads what they logged: nothing in it may say who complains of what. It
// answers what to exit with.
func Main(m *testing.M) int {
	slog.SetDefault(slog.New(slog.NewJSONHandler(&logs, &slog.HandlerOptions{Level: slog.LevelDebug})))
	code := m.Run()
	for _, text := range logs.leaks() {
		fmt.Printf("FAIL: the log holds %q:\n%s", text, logs.logged.String())
		code = 1
	}
	return code
}
