package faults

import (
	"net"
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// TestMain plays a function that asks, where a test started it as one.
func TestMain(m *testing.M) {
	if address := os.Getenv("FAULTS_TEST_ASKS"); address != "" {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			_, _ = conn.Read(make([]byte, 1))
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// asks starts this program as the process of a function, which connects and waits.
func asks(t *testing.T, function, address string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "FAULTS_TEST_ASKS="+address, "AWS_LAMBDA_FUNCTION_NAME="+function)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// The process behind a connection is found, and only a child of the emulator that is one of its functions.
func TestOnlyTheEmulatorsFunctionsAreKilled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /proc")
	}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	cmd := asks(t, "stack-DeskFunction-1", l.Addr().String())
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	names := map[string]string{"stack-DeskFunction-1": "desk"}
	for what, f := range map[string]Functions{
		"another's child":  {Emulator: 1, Names: names},
		"another function": {Emulator: os.Getpid(), Names: map[string]string{"other": "other"}},
		"no emulator":      {Names: names},
	} {
		if p, found := f.behind(conn); found {
			t.Errorf("%s: found %+v", what, p)
		}
		k := Killer{Functions: f}
		if k.kill(Process{cmd.Process.Pid, "desk"}) {
			t.Fatalf("%s: killed", what)
		}
	}
	k := Killer{Functions: NewFunctions(os.Getpid(), names)}
	p, found := k.Functions.behind(conn)
	if want := (Process{cmd.Process.Pid, "desk"}); !found || p != want {
		t.Fatalf("found %v %+v, want %+v", found, p, want)
	}
	if k.kill(Process{p.pid, "intake"}) || !k.kill(p) || k.Kills()["desk"] != 1 {
		t.Errorf("kills %v", k.Kills())
	}
	_ = cmd.Wait()
	if k.kill(p) {
		t.Error("killed twice")
	}
}

// A marked function dies once, within the calls that it has left, before or after the call is carried out.
func TestWhoIsMarkedDiesOnce(t *testing.T) {
	k := Killer{Dice: &Dice{Seed: 3}, Functions: Functions{Names: map[string]string{"a": "desk"}}, Enough: 1}
	seen := map[moment]int{}
	for range 20 {
		k.mark([]string{"desk"})
		for range 2 * mostCalls {
			seen[k.doom(Process{1, "desk"})]++
			seen[k.doom(Process{2, "intake"})]++
		}
	}
	if seen[before]+seen[after] != 20 || seen[before] == 0 || seen[after] == 0 {
		t.Errorf("%v", seen)
	}
	k.mark([]string{"desk"})
	k.Stop()
	for range 2 * mostCalls {
		if k.doom(Process{1, "desk"}) != never {
			t.Fatal("killed after the end")
		}
	}
	if k.Fewest() != 0 {
		t.Error(k.Fewest())
	}
}

// Who was killed often enough is spared most of the time.
func TestWhoWasKilledEnoughIsSpared(t *testing.T) {
	k := Killer{Dice: &Dice{Seed: 3}, Enough: 1, kills: map[string]int{"desk": 1}}
	marked := 0
	for range 400 {
		k.mark([]string{"desk"})
		marked += len(k.marked)
		k.marked = nil
	}
	if marked == 0 || marked > 100 {
		t.Errorf("marked %d of 400 times", marked)
	}
}
