package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// longestLine is how many bytes of a line are taken.
const longestLine = 4 << 20

var errTooLong = errors.New("the line is too long")

// eachLine calls do with every line that is not blank, and with errTooLong for one whose end was thrown away. It stops at the first
// error that do returns.
func eachLine(in io.Reader, do func(line []byte, cause error) error) error {
	lines := bufio.NewReaderSize(in, 64<<10)
	var line []byte
	var cause error
	for {
		part, err := lines.ReadSlice('\n')
		if len(line)+len(part) > longestLine {
			cause = errTooLong
		} else {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if text := bytes.TrimSpace(line); len(text) > 0 {
			if err := do(text, cause); err != nil {
				return err
			}
		}
		line, cause = line[:0], nil
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
