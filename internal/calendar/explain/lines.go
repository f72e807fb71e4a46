package explain

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// longestLine is room for a request that holds a calendar of many years, in bytes.
const longestLine = 4 << 20

// refusal is the answer to a request that is wrong.
type refusal struct {
	ID    json.RawMessage `json:"id,omitempty"`
	Error string          `json:"error"`
}

// Lines reads a request a line and answers each on a line: with a Reply, or for a request that is wrong with its id and
// {"error"}. It goes on after a wrong one, and tells in the end how many there were. Empty lines are passed over.
func Lines(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestLine)
	refused := 0
	for lines.Scan() {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		answer, ok := answerTo(line)
		if !ok {
			refused++
		}
		if err := json.NewEncoder(out).Encode(answer); err != nil {
			return err
		}
	}
	if refused > 0 {
		return errors.Join(lines.Err(), fmt.Errorf("requests refused: %d", refused))
	}
	return lines.Err()
}

// answerTo is a Reply, or a refusal and false.
func answerTo(line []byte) (answer any, ok bool) {
	var q Request
	if err := strict(line, &q); err != nil {
		return refusal{idOf(line), fmt.Sprintf("request: %v; write one object with %s", err, fields)}, false
	}
	reply, err := q.Explain()
	if err != nil {
		return refusal{q.ID, err.Error()}, false
	}
	return reply, true
}

// idOf is the id of a request that may be wrong in everything else.
func idOf(line []byte) json.RawMessage {
	var q struct {
		ID json.RawMessage `json:"id"`
	}
	_ = json.Unmarshal(line, &q) // no id, then
	return q.ID
}
