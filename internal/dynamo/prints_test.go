package dynamo

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// A print is written twice over under each key, and paid by the kilobyte: the largest is less than one, whatever is said.
func TestTheLargestPrintIsLessThanAKilobyte(t *testing.T) {
	tenant := "t" + strings.Repeat("x", 30)
	m := casework.Mark{Until: time.Now(), Print: duplicate.NewKey([]byte("key")).Print(&complaint.Filed{
		Tenant: tenant, ID: casework.NewReference(), ReceivedAt: time.Now().UTC(), Channel: complaint.Social,
		Complainant: complaint.Complainant{Email: "a@b.example", Phone: "12345678", CustomerNumber: "1"},
		Matter:      complaint.Matter{Product: "sofa", Model: "W-320", Order: "A-10029"},
		Content:     strings.Repeat("订单 RD-1001 RD-1002 RD-1003 RD-1004 RD-1005 坏了", 200),
	})}
	puts, err := (&Table{Name: "cases"}).putPrints(tenant, m)
	if err != nil || len(puts) != 3 {
		t.Fatalf("%d items, %v", len(puts), err)
	}
	for _, put := range puts {
		size := 0
		for name, value := range put.Put.Item {
			size += len(name) + 10 // of a number
			if s, is := value.(*types.AttributeValueMemberS); is {
				size += len(s.Value) - 10
			}
		}
		if size > 1000 {
			t.Errorf("%d bytes", size)
		}
	}
}
