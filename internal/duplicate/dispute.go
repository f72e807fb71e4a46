package duplicate

// Number is the keyed hash of a number that is disputed: of a voucher, a bill or an order. How it is written does not matter. Empty:
// there is no number.
func (k Key) Number(tenant, kind, number string) string {
	return k.hash(tenant, "disputed "+kind, squeezed(number))
}
