// Address
