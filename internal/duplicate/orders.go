package duplicate

import "regexp"

// orderShape is a number in a text that is long enough to be an order's: digits with at most some letters before.
var orderShape = regexp.MustCompile(`\b[A-Za-z]{0,4}-?[0-9]{6,24}\b`)

// mostOrders is how many numbers of a text are compared.
const mostOrders = 4

// ordersIn are the numbers in a text that may be an order's. A telephone number in a text only makes a match of the same
// person stronger.
func ordersIn(text string) []string {
	var found []string
	for _, number := range orderShape.FindAllString(text, mostOrders) {
		found = append(found, squeezed(number))
	}
	return found
}
