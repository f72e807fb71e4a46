package faults

import (
	"bytes"
	"encoding/json"
	"regexp"
	"sync"
)

// Letters follows each letter from the carrier's acceptance until its sender has put it on record. Between the two is
// the one window in which a letter may be doubled: nobody but the carrier knows that it left.
type Letters struct {
	mu      sync.Mutex
	all     map[string]*letter
	current map[int]*letter // by the process that sent it, until it is on record
}

// letter is one that a carrier took.
type letter struct {
	id       string
	pid      int
	onFile   bool // its record was carried out
	cutShort bool // a fault fell into the window
	passed   bool // its sender went on to another letter and never tried to record this one
}

// NewLetters knows of none.
func NewLetters() *Letters { return &Letters{all: map[string]*letter{}, current: map[int]*letter{}} }

var publishedShape = regexp.MustCompile(`<MessageId>([^<]+)</MessageId>`)

// messageID is the carrier's id in its answer.
func messageID(reply []byte) string {
	var mail struct {
		MessageID string `json:"MessageId"`
	}
	if json.Unmarshal(reply, &mail) == nil && mail.MessageID != "" {
		return mail.MessageID
	}
	if found := publishedShape.FindSubmatch(reply); found != nil {
		return string(found[1])
	}
	return ""
}

// accepted: a carrier took a letter of a process.
func (l *Letters) accepted(pid int, reply []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	one := &letter{id: messageID(reply), pid: pid}
	if before := l.current[pid]; before != nil {
		before.passed = true
	}
	l.all[one.id], l.current[pid] = one, one
}

// told: a process makes a call that may put its letter on record, and it is carried out or not.
func (l *Letters) told(pid int, body []byte, done bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	one := l.current[pid]
	if one == nil || !bytes.Contains(body, []byte(one.id)) {
		return
	}
	if !done {
		one.cutShort = true
		return
	}
	one.onFile = true
	delete(l.current, pid)
}

// withheld: a process does not get an answer, of the carrier or to its record.
func (l *Letters) withheld(pid int, _ []byte) { l.cut(pid) }

// died: a process is no more.
func (l *Letters) died(pid int) { l.cut(pid) }

func (l *Letters) cut(pid int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if one := l.current[pid]; one != nil && !one.onFile {
		one.cutShort = true
	}
}

// Window is what happened between the acceptance of a letter and its record.
type Window int

// Nothing happened; a fault of ours fell into it; or the sender ended by itself, as the emulator ends all processes of a
// function when one of them fails to start.
const (
	Nothing Window = iota
	Fault
	Ended
)

// Window says what happened in the window of a letter.
func (l *Letters) Window(id string) Window {
	l.mu.Lock()
	defer l.mu.Unlock()
	one := l.all[id]
	switch {
	case one == nil:
		return Nothing
	case one.cutShort:
		return Fault
	case !one.onFile && !one.passed && parentOf(one.pid) == 0:
		return Ended
	}
	return Nothing
}

// Accepted is how many letters were taken.
func (l *Letters) Accepted() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.all)
}
