package forms

import (
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// The limits of one schema, as it is with every anchor written out.
const (
	maxNodes = 800
	maxDepth = 12
)

// orderKey is the annotation by which a form tells in which order its fields stand, since a JSON object has none.
const orderKey = "x-order"

// reader turns the YAML of a schema into what JSON would be. Anchors are written out, within the limits, so that
// none multiplies itself; a key that stands twice is refused.
type reader struct {
	nodes int
}

// plain is a node as JSON.
func plain(field string, n *yaml.Node) (any, error) {
	r := &reader{}
	return r.value(field, n, 0)
}

func (r *reader) value(field string, n *yaml.Node, depth int) (any, error) {
	if r.nodes++; r.nodes > maxNodes || depth > maxDepth {
		return nil, bad(field, "is too large; a schema has at most %d parts, %d deep", maxNodes, maxDepth)
	}
	switch n.Kind {
	case yaml.AliasNode:
		return r.value(field, n.Alias, depth+1)
	case yaml.MappingNode:
		return r.object(field, n, depth)
	case yaml.SequenceNode:
		list := []any{}
		for i, item := range n.Content {
			v, err := r.value(fmt.Sprintf("%s[%d]", field, i), item, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	case yaml.ScalarNode:
		return scalar(field, n)
	case yaml.DocumentNode:
	}
	return nil, bad(field, "cannot be read")
}

// scalar is a text, a whole number, a fraction, or true or false; dates are texts.
func scalar(field string, n *yaml.Node) (any, error) {
	switch n.ShortTag() {
	case "!!str", "!!timestamp":
		return n.Value, nil
	case "!!bool":
		v, err := strconv.ParseBool(n.Value)
		if err == nil {
			return v, nil
		}
	case "!!int":
		if v, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
			return v, nil
		}
	case "!!float":
		if v, err := strconv.ParseFloat(n.Value, 64); err == nil && v-v == 0 { // neither infinite nor no number
			return v, nil
		}
	}
	return nil, bad(field, "must be a text, a plain number, or true or false")
}

func (r *reader) object(field string, n *yaml.Node, depth int) (map[string]any, error) {
	object, order, own := map[string]any{}, []any{}, map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1]
		v, err := r.value(field+"."+key, value, depth+1)
		if err != nil {
			return nil, err
		}
		if n.Content[i].ShortTag() == "!!merge" {
			if err := merge(field, object, &order, own, v); err != nil {
				return nil, err
			}
			continue
		}
		if own[key] {
			return nil, bad(field+"."+key, "stands twice")
		}
		if _, there := object[key]; !there {
			order = append(order, key)
		}
		own[key], object[key] = true, v
	}
	if len(order) > 0 {
		object[orderKey] = order
	}
	return object, nil
}

// merge takes over what another object says, where this one does not say it itself.
func merge(field string, into map[string]any, order *[]any, own map[string]bool, v any) error {
	from, is := v.(map[string]any)
	if !is {
		return bad(field, "takes over what is no object")
	}
	for _, key := range orderOf(from) {
		if _, there := into[key]; own[key] || there {
			continue
		}
		into[key] = from[key]
		*order = append(*order, key)
	}
	return nil
}

// orderOf are the keys of an object as they stand in the file.
func orderOf(object map[string]any) []string {
	list, _ := object[orderKey].([]any)
	keys := make([]string, 0, len(list))
	for _, key := range list {
		if name, is := key.(string); is {
			keys = append(keys, name)
		}
	}
	return keys
}
