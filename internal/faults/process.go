package faults

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Process is a function's process.
type Process struct {
	pid      int
	function string
}

// Functions finds the processes of one emulator's functions, by Linux's /proc: they are its children, and their
// environment names their function. It knows of no others.
type Functions struct {
	Emulator int               // its process
	Names    map[string]string // what a function is called here, by the name it is deployed under
	listed   *atomic.Pointer[[]Process]
}

// NewFunctions are the functions of an emulator.
func NewFunctions(emulator int, names map[string]string) Functions {
	return Functions{Emulator: emulator, Names: names, listed: &atomic.Pointer[[]Process]{}}
}

// all are the living processes of the functions.
func (f Functions) all() []Process {
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	var found []Process
	for _, file := range files {
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err != nil {
			continue
		}
		if p, is := f.one(pid); is {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b Process) int { return a.pid - b.pid })
	if f.listed != nil {
		f.listed.Store(&found)
	}
	return found
}

// one says whether a process is one of the emulator's functions, and which.
func (f Functions) one(pid int) (Process, bool) {
	if f.Emulator == 0 || parentOf(pid) != f.Emulator {
		return Process{}, false
	}
	environ, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
	if err != nil {
		return Process{}, false
	}
	for _, variable := range bytes.Split(environ, []byte{0}) {
		if name, is := bytes.CutPrefix(variable, []byte("AWS_LAMBDA_FUNCTION_NAME=")); is {
			known, ours := f.Names[string(name)]
			return Process{pid, known}, ours
		}
	}
	return Process{}, false
}

// parentOf is a process's parent; 0: there is no such process.
func parentOf(pid int) int {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(stat), ") ") // the name before may hold anything
	fields := strings.Fields(after)
	if len(fields) < 2 {
		return 0
	}
	parent, _ := strconv.Atoi(fields[1])
	return parent
}

// behind finds the process that holds the other end of a connection.
func (f Functions) behind(conn net.Conn) (Process, bool) {
	theirs, isTCP := conn.RemoteAddr().(*net.TCPAddr)
	ours, alsoTCP := conn.LocalAddr().(*net.TCPAddr)
	if !isTCP || !alsoTCP {
		return Process{}, false
	}
	inode, err := inodeOf(theirs.AddrPort(), ours.AddrPort())
	if err != nil {
		return Process{}, false
	}
	socket := fmt.Sprintf("socket:[%d]", inode)
	for _, list := range []func() []Process{f.recent, f.all} {
		for _, p := range slices.Backward(list()) { // the youngest are the likeliest to connect
			if p.holds(socket) {
				return p, true
			}
		}
	}
	return Process{}, false
}

// recent are the processes as they were listed last; some may be gone, and some be missing.
func (f Functions) recent() []Process {
	if f.listed == nil {
		return nil
	}
	if list := f.listed.Load(); list != nil {
		return *list
	}
	return nil
}

func (p Process) holds(socket string) bool {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", p.pid))
	for _, file := range files {
		if to, err := os.Readlink(file); err == nil && to == socket {
			return true
		}
	}
	return false
}

// peer is the other end of a connection, looked for once.
type peer struct {
	conn  net.Conn
	once  sync.Once
	who   Process
	found bool
}

type peerKey struct{}

func (f Functions) caller(ctx context.Context) (Process, bool) {
	p, is := ctx.Value(peerKey{}).(*peer)
	if !is {
		return Process{}, false
	}
	p.once.Do(func() { p.who, p.found = f.behind(p.conn) })
	return p.who, p.found
}
