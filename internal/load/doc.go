// Package load files many complaints with a deployed Redress at once and judges what became of them: no complaint is
// lost, none becomes two cases, each is acknowledged once and to the right person, and no log says who complained.
package load
