package faults

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
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
	for range looks {
		socket := socketOf(theirs.Port, ours.Port)
		if socket == "" {
			continue
		}
		for _, p := range f.all() {
			if p.holds(socket) {
				return p, true
			}
		}
		return Process{}, false
	}
	return Process{}, false
}

// looks is how often the kernel's table is read until it shows a connection. It is not read at one instant.
const looks = 5

// connections is the kernel's table of them, in as few pieces as it gives: between two pieces it may lose lines.
func connections() string {
	file, err := os.Open("/proc/net/tcp")
	if err != nil {
		return ""
	}
	defer file.Close() //nolint:errcheck // only read
	var table strings.Builder
	piece := make([]byte, 1<<20)
	for {
		n, err := file.Read(piece)
		table.Write(piece[:n])
		if err != nil || n == 0 {
			return table.String()
		}
	}
}

// socketOf is the kernel's name of the socket from one port to another.
func socketOf(from, to int) string {
	local, remote := fmt.Sprintf(":%04X", from), fmt.Sprintf(":%04X", to)
	for line := range strings.Lines(connections()) {
		fields := strings.Fields(line)
		if len(fields) > 9 && strings.HasSuffix(fields[1], local) && strings.HasSuffix(fields[2], remote) {
			return "socket:[" + fields[9] + "]"
		}
	}
	return ""
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
