package policy

import "testing"

func TestDefaultPolicyIsAccepted(t *testing.T) {
	if _, err := Default(); err != nil {
		t.Fatal(err)
	}
}
