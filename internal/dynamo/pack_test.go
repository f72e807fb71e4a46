package dynamo

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"pgregory.net/rapid"
)

// TestPackedIsTheSame: whatever is packed is unpacked as it was.
func TestPackedIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.MapOf(rapid.String(), rapid.SliceOf(rapid.String())).Draw(t, "value")
		packed, err := pack(want)
		if err != nil {
			t.Fatal(err)
		}
		var got map[string][]string
		if err := unpack(packed, &got); err != nil {
			t.Fatal(err)
		}
		if a, b := asJSON(t, want), asJSON(t, got); a != b {
			t.Fatalf("%s became %s", a, b)
		}
	})
}

// TestAPackedCaseIsSmall: a case like those that the dictionary was made of takes a fraction of one write unit.
func TestAPackedCaseIsSmall(t *testing.T) {
	var typical []json.RawMessage
	if err := json.Unmarshal(dictionary, &typical); err != nil {
		t.Fatal(err)
	}
	other := strings.NewReplacer("2026-11-2", "2027-03-1", "0000-0000", "K3TQ-77XD").Replace(string(typical[1]))
	packed, err := pack(json.RawMessage(other))
	if err != nil {
		t.Fatal(err)
	}
	if size := len(packed.(*types.AttributeValueMemberB).Value); size > 500 || len(other) < 4000 {
		t.Errorf("%d bytes became %d", len(other), size)
	}
}

// TestWhatPackDidNotWriteIsRefused: it is an error, not an empty case.
func TestWhatPackDidNotWriteIsRefused(t *testing.T) {
	whole, err := pack(map[string]string{"phase": "handling"})
	if err != nil {
		t.Fatal(err)
	}
	good := whole.(*types.AttributeValueMemberB).Value
	for name, a := range map[string]types.AttributeValue{
		"nothing": nil, "text": text("{}"), "no bytes": &types.AttributeValueMemberB{},
		"another dictionary": &types.AttributeValueMemberB{Value: append([]byte{dictionaryNumber + 1}, good[1:]...)},
		"cut short":          &types.AttributeValueMemberB{Value: good[:len(good)-2]},
	} {
		var into map[string]string
		if err := unpack(a, &into); err == nil {
			t.Errorf("%s: unpacked as %v", name, into)
		}
	}
}

func asJSON(t *rapid.T, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
