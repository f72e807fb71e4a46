package load

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Line shows how far a run is: one line that is written over on a terminal, a new line every few seconds elsewhere.
type Line struct {
	Out      io.Writer
	Terminal bool

	mu    sync.Mutex
	shown time.Time
}

// The least time between two lines.
const (
	onTerminal = 100 * time.Millisecond
	elsewhere  = 5 * time.Second
)

// Show shows a text, if the one before was long enough ago.
func (l *Line) Show(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	pause := elsewhere
	if l.Terminal {
		pause = onTerminal
	}
	if time.Since(l.shown) < pause {
		return
	}
	l.shown = time.Now()
	l.write(format, args...)
}

// End shows a text that stays.
func (l *Line) End(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.shown = time.Time{}
	l.write(format, args...)
	if l.Terminal {
		fmt.Fprintln(l.Out)
	}
}

func (l *Line) write(format string, args ...any) {
	if l.Terminal {
		fmt.Fprintf(l.Out, "\r\x1b[K"+format, args...)
		return
	}
	fmt.Fprintf(l.Out, format+"\n", args...)
}
