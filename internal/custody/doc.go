// Package custody is who may give a file as evidence, see one, or take a whole case away: each by an address that holds for a short while,
// and each look written down before it is granted (requirements D3 and G3).
package custody
