package figures

import (
	"bytes"
	_ "embed"
	"fmt"

	"go.yaml.in/yaml/v3"
)

//go:embed prices.yaml
var prices []byte

// Prices are what AWS takes.
type Prices struct {
	Region      string  `yaml:"region"`
	AsOf        string  `yaml:"as_of"`
	WriteUnits  float64 `yaml:"dynamodb_million_write_units"`
	ReadUnits   float64 `yaml:"dynamodb_million_read_units"`
	Transitions float64 `yaml:"step_functions_million_transitions"`
	Invocations float64 `yaml:"lambda_million_requests"`
	Memory      float64 `yaml:"lambda_gigabyte_second"`
	Gigabytes   float64 `yaml:"lambda_gigabytes"`
	Seconds     float64 `yaml:"lambda_seconds_assumed"`
	Requests    float64 `yaml:"api_gateway_million_requests"`
}

// ListPrices are the prices that were written down.
func ListPrices() (Prices, error) {
	var p Prices
	dec := yaml.NewDecoder(bytes.NewReader(prices))
	dec.KnownFields(true)
	err := dec.Decode(&p)
	return p, err
}

// Usage is what one case uses.
type Usage struct {
	WriteUnits, ReadUnits, Transitions, Invocations, Requests float64
}

// Bill is what a thousand cases cost, by service.
type Bill struct {
	Database, Machines, Functions, Gateway float64
}

// Thousand is the bill of a thousand cases that use so much each.
func (p Prices) Thousand(u Usage) Bill {
	const share = 1e3 / 1e6
	return Bill{
		Database:  share * (u.WriteUnits*p.WriteUnits + u.ReadUnits*p.ReadUnits),
		Machines:  share * u.Transitions * p.Transitions,
		Functions: share*u.Invocations*p.Invocations + 1e3*u.Invocations*p.Seconds*p.Gigabytes*p.Memory,
		Gateway:   share * u.Requests * p.Requests,
	}
}

// Total is the whole bill.
func (b Bill) Total() float64 { return b.Database + b.Machines + b.Functions + b.Gateway }

// priceGoal is what a thousand cases may cost, in dollars.
const priceGoal = 1.0

// Row is the bill as a row.
func (b Bill) Row(what string) Row {
	return Row{
		What: what, Value: fmt.Sprintf("%.2f USD", b.Total()), Goal: "≤ 1 USD", Missed: b.Total() > priceGoal,
		Lever: priceLever,
		Note:  fmt.Sprintf("DynamoDB %.2f, Step Functions %.2f, Lambda %.2f, API Gateway %.2f", b.Database, b.Machines, b.Functions, b.Gateway),
	}
}
