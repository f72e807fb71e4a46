package figures

import (
	"encoding/base64"
	"reflect"
	"strings"
)

// Item is an item of a table as DynamoDB's wire has it: each attribute under the name of its type.
type Item map[string]map[string]any

// Size is an item's size by DynamoDB's rules: its names and values in UTF-8, a number by its digits in pairs.
func (it Item) Size() int {
	size := 0
	for name, value := range it {
		size += len(name) + sizeOf(value)
	}
	return size
}

// sizeOf is the size of a value. A list or map takes three bytes, and one for each of its elements.
func sizeOf(value map[string]any) int {
	for kind, v := range value {
		switch v := v.(type) {
		case string:
			if kind == "N" {
				return (len(strings.Trim(v, "-.0"))+1)/2 + 1
			}
			if kind == "B" {
				return base64.StdEncoding.DecodedLen(len(strings.TrimRight(v, "=")))
			}
			return len(v)
		case bool:
			return 1
		case []any:
			return 3 + sizeOfAll(v)
		case map[string]any:
			return 3 + sizeOfMap(v)
		}
	}
	return 0
}

func sizeOfAll(list []any) (size int) {
	for _, one := range list {
		switch one := one.(type) {
		case string: // of a set
			size += len(one)
		case map[string]any:
			size += 1 + sizeOf(one)
		}
	}
	return size
}

func sizeOfMap(m map[string]any) (size int) {
	for name, one := range m {
		if one, is := one.(map[string]any); is {
			size += 1 + len(name) + sizeOf(one)
		}
	}
	return size
}

// text is an attribute that is text.
func (it Item) text(name string) string {
	s, _ := it[name]["S"].(string)
	return s
}

// same says whether two items hold the same.
func (it Item) same(other Item) bool { return reflect.DeepEqual(it, other) }

// The units of DynamoDB.
const (
	perWrite = 1 << 10
	perRead  = 4 << 10
)

// writeUnits is what writing an item costs; at least one, though there is none.
func writeUnits(it Item) int { return max(1, (it.Size()+perWrite-1)/perWrite) }

// readUnits is what reading so many bytes costs: at least one unit if the read must be up to date, or else half of it.
func readUnits(bytes int, consistent bool) float64 {
	units := float64(max(1, (bytes+perRead-1)/perRead))
	if consistent {
		return units
	}
	return units / 2
}
