package client

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	cognito "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

// Accounts is the installation's own user pool.
type Accounts struct {
	Stack *Stack
	// Password is told of the password of each new account. Nil: Amazon Cognito mails an invitation to each instead.
	Password func(Staff)
}

// HasPool says whether the installation has a user pool of its own, or staff come from another issuer.
func (s *Stack) HasPool() bool { return s.Outputs["StaffPool"] != "" }

func (a Accounts) pool() (*cognito.Client, *string) {
	return cognito.NewFromConfig(a.Stack.AWS), aws.String(a.Stack.Outputs["StaffPool"])
}

// Account answers somebody's account; nil: there is none.
func (a Accounts) Account(ctx context.Context, user string) (*tenant.Account, error) {
	client, pool := a.pool()
	found, err := client.AdminGetUser(ctx, &cognito.AdminGetUserInput{UserPoolId: pool, Username: &user})
	var none *types.UserNotFoundException
	if errors.As(err, &none) {
		return nil, nil // there is no such account, which is an answer
	}
	if err != nil {
		return nil, fmt.Errorf("account %s: %w", user, err)
	}
	known := &tenant.Account{}
	for _, attribute := range found.UserAttributes {
		switch aws.ToString(attribute.Name) {
		case "custom:tenant":
			known.Tenant = aws.ToString(attribute.Value)
		case "email":
			known.Mail = aws.ToString(attribute.Value)
		}
	}
	groups, err := client.AdminListGroupsForUser(ctx, &cognito.AdminListGroupsForUserInput{UserPoolId: pool, Username: &user})
	if err != nil {
		return nil, fmt.Errorf("groups of %s: %w", user, err)
	}
	for _, g := range groups.Groups {
		known.Roles = append(known.Roles, complaint.Role(aws.ToString(g.GroupName)))
	}
	return known, nil
}

// PutAccount makes or changes the account of a member of a tenant's staff. A new one gets a password or an invitation; an old one
// keeps its password.
func (a Accounts) PutAccount(ctx context.Context, tenantID string, m tenant.Member) (string, error) {
	known, err := a.Account(ctx, m.User)
	if err != nil {
		return "", err
	}
	if known == nil {
		return a.make(ctx, tenantID, m)
	}
	client, pool := a.pool()
	if _, err := client.AdminUpdateUserAttributes(ctx, &cognito.AdminUpdateUserAttributesInput{
		UserPoolId: pool, Username: &m.User, UserAttributes: mailOf(m),
	}); err != nil {
		return "", err
	}
	for _, role := range known.Roles {
		if role == m.Role {
			continue
		}
		if _, err := client.AdminRemoveUserFromGroup(ctx, &cognito.AdminRemoveUserFromGroupInput{
			UserPoolId: pool, Username: &m.User, GroupName: aws.String(string(role)),
		}); err != nil {
			return "", err
		}
	}
	if slices.Contains(known.Roles, m.Role) {
		return "", nil
	}
	return "", a.join(ctx, m)
}

func mailOf(m tenant.Member) []types.AttributeType {
	return []types.AttributeType{
		{Name: aws.String("email"), Value: &m.Mail}, {Name: aws.String("email_verified"), Value: aws.String("true")},
	}
}

// make makes an account. It belongs to its group before anybody can sign in.
func (a Accounts) make(ctx context.Context, tenantID string, m tenant.Member) (string, error) {
	if a.Password != nil {
		p := Staff{User: m.User, Role: m.Role, Tenant: tenantID, Mail: m.Mail, Password: "Aa1-" + rand.Text()}
		if err := a.Stack.Enrol(ctx, p); err != nil {
			return "", err
		}
		a.Password(p)
		return "its password is in the file", nil
	}
	client, pool := a.pool()
	if _, err := client.AdminCreateUser(ctx, &cognito.AdminCreateUserInput{
		UserPoolId: pool, Username: &m.User, DesiredDeliveryMediums: []types.DeliveryMediumType{types.DeliveryMediumTypeEmail},
		UserAttributes: append(mailOf(m), types.AttributeType{Name: aws.String("custom:tenant"), Value: &tenantID}),
	}); err != nil {
		return "", err
	}
	return "an invitation was mailed", a.join(ctx, m)
}

func (a Accounts) join(ctx context.Context, m tenant.Member) error {
	client, pool := a.pool()
	_, err := client.AdminAddUserToGroup(ctx, &cognito.AdminAddUserToGroupInput{
		UserPoolId: pool, Username: &m.User, GroupName: aws.String(string(m.Role)),
	})
	return err
}
