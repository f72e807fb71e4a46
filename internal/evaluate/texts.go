package evaluate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// texts finds the texts that labels are of in the sets of a folder, each of which is read once.
type texts struct {
	folder string
	sets   map[string][][]string
}

// id names the text of a label.
func id(label []string) string { return label[colSet] + "#" + label[colRow] }

// find is the text of a label: the field of its row that has its hash. It fails at a text that is not the one that was labelled.
func (t *texts) find(label []string) (string, error) {
	set, err := t.set(label[colSet])
	if err != nil {
		return "", err
	}
	row, err := strconv.Atoi(label[colRow])
	if err != nil || row < 0 || row >= len(set) {
		return "", fmt.Errorf("%s has no row %s", label[colSet], label[colRow])
	}
	for _, field := range set[row] {
		if sum := sha256.Sum256([]byte(field)); field != "" && strings.HasPrefix(hex.EncodeToString(sum[:]), label[colHash]) {
			return field, nil
		}
	}
	return "", fmt.Errorf("%s: the text is not the one that was labelled", id(label))
}

func (t *texts) set(name string) ([][]string, error) {
	if t.sets == nil {
		t.sets = map[string][][]string{}
	}
	if t.sets[name] == nil {
		_, rows, err := Table(os.Open(filepath.Join(t.folder, filepath.FromSlash(name))))
		if err != nil {
			return nil, err
		}
		t.sets[name] = rows
	}
	return t.sets[name], nil
}
