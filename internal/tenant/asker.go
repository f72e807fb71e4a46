package tenant

import "context"

type asker struct{}

// Within is a context in which everything is done for one tenant: the one whose staff signed in.
func Within(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, asker{}, id)
}

// Of is the tenant for which everything is done in a context; empty: for none in particular.
func Of(ctx context.Context) string {
	id, _ := ctx.Value(asker{}).(string)
	return id
}
