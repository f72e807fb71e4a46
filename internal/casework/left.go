package casework

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"redress/internal/complaint"
)

// replaced is what is left of the commits that an erasure names, and refuses where that is not what it says.
func replaced(commits []complaint.Commit, named []complaint.Replaced) ([]complaint.Commit, error) {
	var left []complaint.Commit
	for _, r := range named {
		for _, m := range commits {
			if m.Revision != r.Revision {
				continue
			}
			less, sum, err := leftOfOne(m)
			if err != nil {
				return nil, err
			}
			if sum != r.Sum {
				return nil, fmt.Errorf("what would be left of commit %d is not what its erasure names", m.Revision)
			}
			left = append(left, less)
		}
	}
	return left, nil
}

// erasureIn is the last erasure among commits, and the revision it stands in; nil: there is none.
func erasureIn(commits []complaint.Commit) (*complaint.Erased, int) {
	for i := len(commits) - 1; i >= 0; i-- {
		for _, e := range commits[i].Events {
			if erased, is := e.(*complaint.Erased); is {
				return erased, commits[i].Revision
			}
		}
	}
	return nil, 0
}

// leftOf names the commits that hold anything private, with the sum of what will be left of each.
func leftOf(commits []complaint.Commit) ([]complaint.Replaced, error) {
	var named []complaint.Replaced
	for _, m := range commits {
		m.Salt = "" // alone it is nothing to erase
		before, err := json.Marshal(m)
		if err != nil {
			return nil, err
		}
		less, sum, err := leftOfOne(m)
		if err != nil {
			return nil, err
		}
		if after, err := json.Marshal(less); err != nil || !bytes.Equal(after, before) {
			named = append(named, complaint.Replaced{Revision: m.Revision, Sum: sum})
		}
	}
	return named, nil
}

// leftOfOne is what is left of a commit, without its salt, and the sum of that as it is stored.
func leftOfOne(m complaint.Commit) (complaint.Commit, string, error) {
	less := complaint.Forgotten(m)
	less.Salt = ""
	data, err := json.Marshal(less)
	sum := sha256.Sum256(data)
	return less, hex.EncodeToString(sum[:]), err
}
