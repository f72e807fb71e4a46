// Package customer is what a tenant tells of its customers' purchases, for their value tier (requirement A7): a list in CSV, kept under
// keyed hashes of what each customer is known by. No name, address or number of theirs is kept.
package customer

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"redress/internal/complaint"
)

// The columns of a list. Of the first three a line needs one at least, and the list may leave the others out.
const (
	colCustomer  = "customer_number"
	colEmail     = "email"
	colPhone     = "phone"
	colLast      = "last_purchase" // 2026-10-31
	colPurchases = "purchases"     // how many
	colAmount    = "amount_minor"  // of all of them, in minor units: 1250 for 12.50 yuan
	colCurrency  = "currency"
)

var (
	columns = []string{colCustomer, colEmail, colPhone, colLast, colPurchases, colAmount, colCurrency}
	needed  = []string{colLast, colPurchases, colAmount, colCurrency}
)

// Customer is a line of a list.
type Customer struct {
	Line      int // of the file, from 1
	Known     complaint.Complainant
	Purchases complaint.Purchases
}

// mostErrors is how many mistakes of a list are told at once.
const mostErrors = 20

// Read reads a list, UTF-8 with a line of column names. It is read whole or not at all: the error names the lines and columns that are
// wrong and what is allowed, and quotes nothing of them. now is when it is read: nobody has bought later.
func Read(in io.Reader, now time.Time) ([]Customer, error) {
	lines := csv.NewReader(withoutMark(in))
	head, err := lines.Read()
	if err != nil {
		return nil, fmt.Errorf("line 1: there must be a line of column names, %s: %w", strings.Join(columns, ","), err)
	}
	if err := checkHead(head); err != nil {
		return nil, err
	}
	var all []Customer
	var wrong []error
	for len(wrong) < mostErrors {
		fields, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil { // names the line itself; what follows it cannot be told apart
			return nil, errors.Join(append(wrong, err)...)
		}
		line, _ := lines.FieldPos(0)
		c, err := parse(row(head, fields), now)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("line %d: %w", line, err))
		}
		c.Line = line
		all = append(all, c)
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	return all, nil
}

// withoutMark leaves out the mark that spreadsheets put before UTF-8.
func withoutMark(in io.Reader) io.Reader {
	b := bufio.NewReader(in)
	if mark, _ := b.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3)
	}
	return b
}

// checkHead refuses a column that is none, stands twice, or is missing.
func checkHead(head []string) error {
	for i, name := range head {
		switch {
		case !slices.Contains(columns, name):
			return fmt.Errorf("line 1: column %d is none of %s", i+1, strings.Join(columns, ", "))
		case slices.Contains(head[:i], name):
			return fmt.Errorf("line 1: column %s stands twice", name)
		}
	}
	for _, name := range needed {
		if !slices.Contains(head, name) {
			return fmt.Errorf("line 1: there is no column %s", name)
		}
	}
	return nil
}

// row is a line's fields by column.
func row(head, fields []string) map[string]string {
	said := map[string]string{}
	for i, name := range head {
		said[name] = strings.TrimSpace(fields[i])
	}
	return said
}

// parse reads a line.
func parse(said map[string]string, now time.Time) (c Customer, err error) {
	c.Known = complaint.Complainant{CustomerNumber: said[colCustomer], Email: said[colEmail], Phone: said[colPhone]}
	var wrong *complaint.Error
	if err := c.Known.CheckIdentity(); errors.As(err, &wrong) {
		return c, fmt.Errorf("%s %s", strings.TrimPrefix(wrong.Field, "complainant."), wrong.Detail)
	}
	if c.Purchases.Last, err = time.Parse(time.DateOnly, said[colLast]); err != nil {
		return c, fmt.Errorf("%s must be a day such as 2026-10-31", colLast)
	}
	if c.Purchases.Last.After(now.Add(24 * time.Hour)) { // it may be a day later already where they bought
		return c, fmt.Errorf("%s lies in the future", colLast)
	}
	if c.Purchases.Number, err = whole(colPurchases, said[colPurchases], 1); err != nil {
		return c, err
	}
	if c.Purchases.Total.Amount, err = whole(colAmount, said[colAmount], 0); err != nil {
		return c, err
	}
	c.Purchases.Total.Currency = complaint.Currency(said[colCurrency])
	if !slices.Contains(complaint.Currencies, c.Purchases.Total.Currency) {
		return c, fmt.Errorf("%s must be one of %v", colCurrency, complaint.Currencies)
	}
	return c, nil
}

// mostWhole is the largest number taken.
const mostWhole = 1_000_000_000_000

// whole is a whole number in digits alone, from the least on.
func whole(column, text string, least int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > mostWhole || strconv.Itoa(n) != text {
		return 0, fmt.Errorf("%s must be a whole number from %d to %d, in digits alone", column, least, mostWhole)
	}
	return n, nil
}
